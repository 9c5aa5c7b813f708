import { Bars3Icon, XMarkIcon } from '@heroicons/react/24/outline'
import { Suspense, useRef } from 'react'
import { Outlet } from 'react-router'
import { ConfirmEmailBanner } from '@/features/auth/ConfirmEmailBanner'
import { Brand } from './Brand'
import { PageSkeleton } from './PageSkeleton'
import { Sidebar } from './Sidebar'

/** The frame of every page behind the sign-in: the sidebar, on a phone behind a menu button, and the page. */
export default function AppShell() {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_1fr] print:block">
      <a
        href="#main"
        className="sr-only rounded-lg bg-surface px-4 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:shadow-rest"
      >
        Skip to the page
      </a>
      <aside className="sticky top-0 hidden h-dvh border-r border-line bg-surface md:block print:hidden">
        <Sidebar />
      </aside>
      <PhoneMenu />
      <main id="main" tabIndex={-1} className="w-full max-w-[70rem] px-4 pt-6 pb-16 outline-none sm:px-8 md:px-12 md:pt-10 print:p-0">
        <ConfirmEmailBanner />
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}

function PhoneMenu() {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <header className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-surface px-4 py-2.5 md:hidden print:hidden">
      <Brand />
      <button type="button" aria-label="Open the menu" className="-mr-2 rounded-lg p-2 text-muted hover:bg-sunken" onClick={() => dialog.current?.showModal()}>
        <Bars3Icon aria-hidden="true" className="size-6" />
      </button>
      <dialog
        ref={dialog}
        aria-label="Menu"
        className="m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line bg-surface text-ink backdrop:bg-black/40"
      >
        <button
          type="button"
          aria-label="Close the menu"
          className="absolute top-3 right-3 rounded-lg p-2 text-muted hover:bg-sunken"
          onClick={() => dialog.current?.close()}
        >
          <XMarkIcon aria-hidden="true" className="size-6" />
        </button>
        <Sidebar onNavigate={() => dialog.current?.close()} />
      </dialog>
    </header>
  )
}
