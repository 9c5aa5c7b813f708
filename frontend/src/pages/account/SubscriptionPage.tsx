import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote } from '@/components/ui/Skeleton'
import { useSubscription } from '@/features/billing/hooks'
import { CheckoutProblem } from '@/features/subscription/CheckoutProblem'
import { CurrentPlan, CurrentPlanSkeleton } from '@/features/subscription/CurrentPlan'
import { PaymentDueBanner } from '@/features/subscription/PaymentDueBanner'
import { Plans } from '@/features/subscription/Plans'
import { intervalOf } from '@/features/subscription/prices'
import { isPaymentDue } from '@/features/subscription/subscriptionStatuses'
import { useCheckout } from '@/features/subscription/useCheckout'

/** The user's plan and the plans one can have. With ?plan=… it goes on to that plan's checkout, once. */
export default function SubscriptionPage() {
  const subscription = useSubscription()
  const checkout = useCheckout()
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('plan')
  const interval = intervalOf(search.get('interval'))
  const { start } = checkout

  useEffect(() => {
    if (wanted === null) return
    // Out of the address first: Back from the payment page must not lead there again.
    setSearch({ interval }, { replace: true })
    void start({ planId: wanted, interval })
  }, [wanted, interval, setSearch, start])

  return (
    <>
      <PageHeader title="Subscription" description="Your plan, what it costs and when it renews." />
      {checkout.order !== null && <LoadingNote>Opening the checkout…</LoadingNote>}
      {checkout.error !== null && <CheckoutProblem error={checkout.error} />}
      {subscription.isPending && (
        <>
          <LoadingNote>Loading your subscription…</LoadingNote>
          <CurrentPlanSkeleton />
        </>
      )}
      {subscription.isError && (
        <ErrorState
          title="Your subscription could not be loaded"
          error={subscription.error}
          onRetry={() => void subscription.refetch()}
          retrying={subscription.isFetching}
        />
      )}
      {subscription.data !== undefined && (
        <>
          {isPaymentDue(subscription.data) && <PaymentDueBanner subscription={subscription.data} checkout={checkout} />}
          <CurrentPlan subscription={subscription.data} />
          <Plans subscription={subscription.data} checkout={checkout} initialInterval={interval} />
        </>
      )}
    </>
  )
}
