import { useState } from 'react'
import type { BillingInterval, SubscriptionDetails } from '@/api/types'
import { ErrorState } from '@/components/ui/ErrorState'
import { usePlans } from '@/features/billing/hooks'
import { IntervalSwitch } from './IntervalSwitch'
import { PlanAction } from './PlanAction'
import { PlanCard } from './PlanCard'
import { PlanGrid, PlanGridSkeleton } from './PlanGrid'
import { isCurrent } from './planOffer'
import { yearlySaving } from './prices'
import { isLive } from './subscriptionStatuses'
import type { SubscriptionActions } from './useSubscriptionActions'

interface PlansProps {
  subscription: SubscriptionDetails
  actions: SubscriptionActions
  initialInterval: BillingInterval
}

/** The plans on offer, and the way to each. */
export function Plans({ subscription, actions, initialInterval }: PlansProps) {
  const plans = usePlans()
  const [interval, setInterval] = useState(initialInterval)
  return (
    <section aria-labelledby="plans-heading" className="mt-10">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="plans-heading">Plans</h2>
        {plans.data !== undefined && <IntervalSwitch value={interval} onChange={setInterval} saving={yearlySaving(plans.data)} />}
      </div>
      {plans.isPending && <PlanGridSkeleton />}
      {plans.isError && (
        <ErrorState title="The plans could not be loaded" error={plans.error} onRetry={() => void plans.refetch()} retrying={plans.isFetching} />
      )}
      {plans.data !== undefined && (
        <PlanGrid>
          {plans.data.map((plan) => (
            <PlanCard
              key={plan.id}
              plan={plan}
              interval={interval}
              isCurrent={isCurrent(plan, subscription)}
              isTrialAvailable={subscription.trial_available && !isLive(subscription)}
              action={<PlanAction plan={plan} interval={interval} subscription={subscription} actions={actions} />}
            />
          ))}
        </PlanGrid>
      )}
      {!isLive(subscription) && <p className="mt-4 text-[0.8125rem] text-faint">You have a promotion code? Enter it on the payment page.</p>}
    </section>
  )
}
