import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Banner } from '@/components/ui/Banner'
import { Card } from '@/components/ui/Card'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote, Skeleton } from '@/components/ui/Skeleton'
import { useStripeConfig } from '@/features/billing/hooks'
import { CardStep } from '@/features/payments/CardStep'
import { PaymentForm, type BegunPayment } from '@/features/payments/PaymentForm'

/** A payment that is no subscription: how much, then the card. */
export default function OneTimePaymentPage() {
  const config = useStripeConfig()
  const [payment, setPayment] = useState<BegunPayment | null>(null)
  const navigate = useNavigate()
  return (
    <div className="max-w-xl">
      <PageHeader title="One-time payment" description="Pay an amount once. It does not change your plan." />
      {config.isPending && (
        <Card className="space-y-4 p-5 sm:p-6">
          <LoadingNote>Loading…</LoadingNote>
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
        </Card>
      )}
      {config.isError && (
        <ErrorState title="Payments could not be prepared" error={config.error} onRetry={() => void config.refetch()} retrying={config.isFetching} />
      )}
      {config.data?.publishable_key === '' && (
        <Banner tone="neutral" title="Payments are not set up here">
          The operator has not given a publishable key of Stripe yet.
        </Banner>
      )}
      {config.data !== undefined && config.data.publishable_key !== '' && (
        <Card className="p-5 sm:p-6">
          {payment === null ? (
            <PaymentForm onBegun={setPayment} />
          ) : (
            <CardStep
              payment={payment}
              publishableKey={config.data.publishable_key}
              stripeJsUrl={config.data.stripe_js_url}
              onPaid={(id) => void navigate(`/billing/pay/result?payment_intent=${encodeURIComponent(id)}`)}
              onBack={() => setPayment(null)}
            />
          )}
        </Card>
      )}
    </div>
  )
}
