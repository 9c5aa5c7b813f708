import type { BillingInterval, PlanDetails, SubscriptionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { priceOf } from './prices'
import { isLive } from './subscriptionStatuses'
import type { useCheckout } from './useCheckout'

interface PlanActionProps {
  plan: PlanDetails
  interval: BillingInterval
  subscription: SubscriptionDetails
  checkout: ReturnType<typeof useCheckout>
}

/** What one can do with a plan: have it, or upgrade to it. */
export function PlanAction({ plan, interval, subscription, checkout }: PlanActionProps) {
  if (isCurrent(plan, subscription)) return <Standing>Your plan</Standing>
  if (plan.prices.length === 0) return <Standing>Included</Standing>
  if (isLive(subscription)) return <Standing>{`Not while you are on ${subscription.plan?.name ?? 'another plan'}`}</Standing>
  const isOpening = checkout.order?.planId === plan.id || checkout.order?.planId === plan.code
  return (
    <Button
      variant="primary"
      wide
      busy={isOpening}
      disabled={checkout.order !== null || priceOf(plan, interval) === undefined}
      aria-label={isOpening ? `Opening the checkout for ${plan.name}` : `Upgrade Now to ${plan.name}`}
      onClick={() => void checkout.start({ planId: plan.id, interval })}
    >
      {isOpening ? 'Opening the checkout…' : 'Upgrade Now'}
    </Button>
  )
}

/** Whether the user has this plan: the free one is everybody's who has no other. */
export function isCurrent(plan: PlanDetails, subscription: SubscriptionDetails): boolean {
  return isLive(subscription) ? subscription.plan?.id === plan.id : plan.prices.length === 0
}

function Standing({ children }: { children: string }) {
  return <p className="flex min-h-10 items-center justify-center rounded-lg bg-sunken px-4 py-2 text-center font-medium text-muted">{children}</p>
}
