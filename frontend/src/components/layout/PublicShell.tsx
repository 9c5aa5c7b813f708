import { Suspense } from 'react'
import { Link, Outlet } from 'react-router'
import { Brand } from './Brand'
import { PageSkeleton } from './PageSkeleton'

/** The frame of the pages that need no sign-in. */
export default function PublicShell() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-4 py-5 sm:px-8">
        <Link to="/" className="inline-block rounded-lg">
          <Brand />
        </Link>
      </header>
      <main className="flex w-full flex-1 flex-col px-4 pb-16 sm:px-8">
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
