import type { BillingInterval, PlanDetails, PlanPriceDetails, SubscriptionDetails } from '@/api/types'
import { formatLongDay } from '@/lib/date'
import { costsMore, intervalAdverb, priceOf } from './prices'
import { endOf, isLive, isPaymentDue, planOf } from './subscriptionStatuses'

/** What one can do with a plan as things stand. */
export type Offer =
  | { kind: 'none'; words: string }
  | { kind: 'checkout'; label: string; price: PlanPriceDetails }
  | { kind: 'change'; label: string; price: PlanPriceDetails; isUpgrade: boolean }
  | { kind: 'cancel'; label: string }

const none = (words: string): Offer => ({ kind: 'none', words })

/** Whether the user has this plan: the free one is everybody's who has no other. */
export function isCurrent(plan: PlanDetails, subscription: SubscriptionDetails): boolean {
  return isLive(subscription) ? subscription.plan?.id === plan.id : plan.prices.length === 0
}

/** What a plan can be to the user: theirs, a checkout, a change, or the end of the present one. */
export function offerOf(plan: PlanDetails, interval: BillingInterval, subscription: SubscriptionDetails): Offer {
  const price = priceOf(plan, interval)
  if (!isLive(subscription)) return offerToFree(plan, price, subscription)
  if (plan.prices.length === 0) return offerToEnd(plan, subscription)
  const isOwn = isCurrent(plan, subscription)
  if (isOwn && (subscription.price == null || subscription.price.id === price?.id)) return none('Your plan')
  if (price === undefined) return none(`Not offered ${intervalAdverb(interval)}`)
  const planned = subscription.pending_change
  if (planned != null && planned.price?.id === price.id) {
    return none(planned.awaits_payment || planned.takes_effect_at == null ? 'Waits for its payment' : `From ${formatLongDay(planned.takes_effect_at)}`)
  }
  const obstacle = obstacleTo(subscription)
  if (obstacle !== null) return none(obstacle)
  const isUpgrade = subscription.price == null || costsMore(price, subscription.price)
  const label = isOwn ? `Switch to ${intervalAdverb(interval)}` : isUpgrade ? 'Upgrade Now' : `Change to ${plan.name}`
  return { kind: 'change', label, price, isUpgrade: isUpgrade && !isOwn }
}

function offerToFree(plan: PlanDetails, price: PlanPriceDetails | undefined, subscription: SubscriptionDetails): Offer {
  if (plan.prices.length === 0) return none('Your plan')
  if (price === undefined) return none('Not offered for this interval')
  return { kind: 'checkout', label: trialDaysOf(price, subscription.trial_available) > 0 ? 'Start free trial' : 'Upgrade Now', price }
}

function offerToEnd(plan: PlanDetails, subscription: SubscriptionDetails): Offer {
  const end = endOf(subscription)
  return end === null ? { kind: 'cancel', label: `Change to ${plan.name}` } : none(`From ${formatLongDay(end)}`)
}

/** Why the plan cannot be changed now, and what to do first; null when it can. */
function obstacleTo(subscription: SubscriptionDetails): string | null {
  if (isPaymentDue(subscription)) return 'Pay the open invoice first'
  if (subscription.pending_change?.awaits_payment === true) return 'Another change waits for its payment'
  if (subscription.status === 'paused') return `Resume ${planOf(subscription)} first`
  return endOf(subscription) === null ? null : `Keep ${planOf(subscription)} to change`
}

/** Days without charge at the next checkout; 0 for none. */
export function trialDaysOf(price: PlanPriceDetails, isAvailable: boolean): number {
  return isAvailable ? (price.trial_days ?? 0) : 0
}
