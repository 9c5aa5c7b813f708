import { lazy } from 'react'
import { Outlet } from 'react-router'
import { isOperator, useSession } from './session'

const NotFoundPage = lazy(() => import('@/pages/NotFoundPage'))

/** Lets operators through; for everybody else these pages do not exist. The API checks it again at every call. */
export default function AdminRoute() {
  return isOperator(useSession()) ? <Outlet /> : <NotFoundPage />
}
