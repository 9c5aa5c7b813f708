import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { sentenceOf } from '@/api/problem'
import type { BillingInterval, SubscriptionDetails } from '@/api/types'
import { Banner } from '@/components/ui/Banner'
import { ErrorState } from '@/components/ui/ErrorState'
import { Outcome } from '@/components/ui/Outcome'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote } from '@/components/ui/Skeleton'
import { useSubscription } from '@/features/billing/hooks'
import { CheckoutProblem } from '@/features/subscription/CheckoutProblem'
import { CurrentPlan, CurrentPlanSkeleton } from '@/features/subscription/CurrentPlan'
import { isExplainedByNotice, Notices } from '@/features/subscription/Notices'
import { Plans } from '@/features/subscription/Plans'
import { intervalOf } from '@/features/subscription/prices'
import { SubscriptionDialog } from '@/features/subscription/SubscriptionDialog'
import { useSubscriptionActions, type SubscriptionActions } from '@/features/subscription/useSubscriptionActions'

/** The user's plan and the plans one can have. With ?plan=… it goes on to that plan's checkout, once. */
export default function SubscriptionPage() {
  const subscription = useSubscription()
  const actions = useSubscriptionActions()
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('plan')
  const interval = intervalOf(search.get('interval'))
  const { start } = actions.checkout

  useEffect(() => {
    if (wanted === null) return
    // Out of the address first: Back from the payment page must not lead there again.
    setSearch({ interval }, { replace: true })
    void start({ planId: wanted, interval })
  }, [wanted, interval, setSearch, start])

  return (
    <>
      <PageHeader title="Subscription" description="Your plan, what it costs and when it renews." />
      <Problems actions={actions} />
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
      {subscription.data !== undefined && <Loaded subscription={subscription.data} actions={actions} askedInterval={search.has('interval') ? interval : null} />}
    </>
  )
}

function Problems({ actions: { checkout, portal, quickError } }: { actions: SubscriptionActions }) {
  return (
    <>
      {checkout.order !== null && <LoadingNote>Opening the checkout…</LoadingNote>}
      {checkout.error !== null && <CheckoutProblem error={checkout.error} />}
      {portal.error !== null && (
        <Banner tone="bad" role="alert" className="mb-5" title="Stripe’s page could not be opened">
          {sentenceOf(portal.error)}
        </Banner>
      )}
      {quickError !== null && (
        <Banner tone="bad" role="alert" className="mb-5" title="Nothing was changed">
          {sentenceOf(quickError)}
        </Banner>
      )}
    </>
  )
}

interface LoadedProps {
  subscription: SubscriptionDetails
  actions: SubscriptionActions
  /** The interval of the address; null for the subscription's own. */
  askedInterval: BillingInterval | null
}

function Loaded({ subscription, actions, askedInterval }: LoadedProps) {
  return (
    <>
      {actions.outcome !== null && <Outcome>{actions.outcome}</Outcome>}
      <Notices subscription={subscription} actions={actions} />
      <CurrentPlan subscription={subscription} actions={actions} isExplained={isExplainedByNotice(subscription)} />
      <Plans subscription={subscription} actions={actions} initialInterval={askedInterval ?? subscription.price?.interval ?? 'month'} />
      <SubscriptionDialog subscription={subscription} actions={actions} />
    </>
  )
}
