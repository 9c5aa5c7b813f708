import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { RouteErrorBoundary } from '@/components/layout/RouteErrorBoundary'
import { ProtectedRoute } from '@/features/auth/ProtectedRoute'
import { useSession } from '@/features/auth/session'

const AppShell = lazy(() => import('@/components/layout/AppShell'))
const AdminRoute = lazy(() => import('@/features/auth/AdminRoute'))
const PublicShell = lazy(() => import('@/components/layout/PublicShell'))
const PlansPage = lazy(() => import('@/pages/PlansPage'))
const NotFoundPage = lazy(() => import('@/pages/NotFoundPage'))
const SignInPage = lazy(() => import('@/pages/auth/SignInPage'))
const RegisterPage = lazy(() => import('@/pages/auth/RegisterPage'))
const ForgotPasswordPage = lazy(() => import('@/pages/auth/ForgotPasswordPage'))
const ResetPasswordPage = lazy(() => import('@/pages/auth/ResetPasswordPage'))
const ConfirmEmailPage = lazy(() => import('@/pages/auth/ConfirmEmailPage'))
const AccountDeletedPage = lazy(() => import('@/pages/auth/AccountDeletedPage'))
const AccountPage = lazy(() => import('@/pages/account/AccountPage'))
const SubscriptionPage = lazy(() => import('@/pages/account/SubscriptionPage'))
const CheckoutSuccessPage = lazy(() => import('@/pages/billing/CheckoutSuccessPage'))
const CheckoutCancelPage = lazy(() => import('@/pages/billing/CheckoutCancelPage'))
const PaymentHistoryPage = lazy(() => import('@/pages/billing/PaymentHistoryPage'))
const InvoicesPage = lazy(() => import('@/pages/billing/InvoicesPage'))
const ReceiptPage = lazy(() => import('@/pages/billing/ReceiptPage'))
const AlertsPage = lazy(() => import('@/pages/admin/AlertsPage'))
const DuplicatesPage = lazy(() => import('@/pages/admin/DuplicatesPage'))
const EventPage = lazy(() => import('@/pages/admin/EventPage'))
const EventsPage = lazy(() => import('@/pages/admin/EventsPage'))
const PaymentsPage = lazy(() => import('@/pages/admin/PaymentsPage'))
const ReconciliationPage = lazy(() => import('@/pages/admin/ReconciliationPage'))
const OneTimePaymentPage = lazy(() => import('@/pages/billing/OneTimePaymentPage'))
const PaymentResultPage = lazy(() => import('@/pages/billing/PaymentResultPage'))

/** Which page is at which address. */
export function App() {
  return (
    <RouteErrorBoundary>
      <Routes>
        <Route element={<PublicShell />}>
          <Route index element={<Home />} />
          <Route path="sign-in" element={<SignInPage />} />
          <Route path="register" element={<RegisterPage />} />
          <Route path="forgot-password" element={<ForgotPasswordPage />} />
          <Route path="reset-password" element={<ResetPasswordPage />} />
          <Route path="confirm-email" element={<ConfirmEmailPage />} />
          <Route path="account-deleted" element={<AccountDeletedPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        <Route element={<ProtectedRoute />}>
          <Route element={<AppShell />}>
            <Route path="account" element={<AccountPage />} />
            <Route path="account/subscription" element={<SubscriptionPage />} />
            <Route path="billing/history" element={<PaymentHistoryPage />} />
            <Route path="billing/history/:id" element={<ReceiptPage />} />
            <Route path="billing/invoices" element={<InvoicesPage />} />
            <Route path="billing/pay" element={<OneTimePaymentPage />} />
            <Route path="billing/pay/result" element={<PaymentResultPage />} />
            <Route path="checkout/success" element={<CheckoutSuccessPage />} />
            <Route path="checkout/cancel" element={<CheckoutCancelPage />} />
            <Route path="admin" element={<AdminRoute />}>
              <Route path="alerts" element={<AlertsPage />} />
              <Route path="events" element={<EventsPage />} />
              <Route path="events/:id" element={<EventPage />} />
              <Route path="payments" element={<PaymentsPage />} />
              <Route path="duplicates" element={<DuplicatesPage />} />
              <Route path="reconciliation" element={<ReconciliationPage />} />
            </Route>
          </Route>
        </Route>
      </Routes>
    </RouteErrorBoundary>
  )
}

/** Strangers see the plans; who is signed in sees theirs. */
function Home() {
  const session = useSession()
  if (session.status === 'signed-in') return <Navigate to="/account/subscription" replace />
  return session.status === 'unknown' ? null : <PlansPage />
}
