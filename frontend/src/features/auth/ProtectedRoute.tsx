import { Navigate, Outlet, useLocation } from 'react-router'
import { PageSkeleton } from '@/components/layout/PageSkeleton'
import { useSession } from './session'

/** Lets signed-in people through; the others sign in first and come back to where they were. */
export function ProtectedRoute() {
  const session = useSession()
  const { pathname, search } = useLocation()
  if (session.status === 'unknown') {
    return (
      <main className="mx-auto max-w-3xl px-4 py-16">
        <PageSkeleton />
      </main>
    )
  }
  if (session.status === 'signed-out') {
    if (session.onPurpose) return <Navigate to="/sign-in" replace />
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />
  }
  return <Outlet />
}
