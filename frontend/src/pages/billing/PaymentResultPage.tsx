import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, Navigate, useSearchParams } from 'react-router'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { getPaymentIntent } from '@/features/billing/api'
import { billingKeys } from '@/features/billing/hooks'
import { PaymentOutcome } from '@/features/payments/PaymentOutcome'

/** Asked this often while the bank has not decided. */
const pollMs = 2000
const maxPolls = 30

/** After a one-time payment: what Stripe says of it. */
export default function PaymentResultPage() {
  const [search] = useSearchParams()
  const id = search.get('payment_intent')
  if (id === null || id === '') return <Navigate to="/billing/pay" replace />
  return (
    <div className="mx-auto max-w-xl pt-[4vh]">
      <Result paymentIntentId={id} />
    </div>
  )
}

function Result({ paymentIntentId }: { paymentIntentId: string }) {
  const queryClient = useQueryClient()
  const payment = useQuery({
    queryKey: ['billing', 'payment', paymentIntentId],
    queryFn: () => getPaymentIntent(paymentIntentId),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.status === 'pending' && query.state.dataUpdateCount < maxPolls ? pollMs : false),
  })
  const isKnown = payment.data !== undefined
  useEffect(() => {
    if (isKnown) void queryClient.invalidateQueries({ queryKey: billingKeys.history })
  }, [isKnown, queryClient])

  if (payment.data !== undefined) return <PaymentOutcome payment={payment.data} />
  if (payment.isError) {
    return (
      <>
        <PageHeader title="We could not look at your payment" />
        <ErrorState
          title="If you paid, your payment is safe."
          error={payment.error}
          onRetry={() => void payment.refetch()}
          retrying={payment.isFetching}
        />
        <Button className="mt-4" asChild>
          <Link to="/billing/history">View payment history</Link>
        </Button>
      </>
    )
  }
  return <PageHeader title="Confirming your payment…" description="We are asking Stripe for the result." />
}
