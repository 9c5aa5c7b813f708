import type { SubscriptionDetails, SubscriptionStatus } from '@/api/types'
import type { Tone } from '@/components/ui/tones'
import { formatLongDay } from '@/lib/date'

interface StatusLook {
  label: string
  tone: Tone
  /** What it means for the person, and the next step. */
  sentence: (subscription: SubscriptionDetails) => string
}

const planOf = (subscription: SubscriptionDetails) => subscription.plan?.name ?? 'your plan'
const dayOf = (iso: string | null | undefined) => (iso == null ? 'the end of the period' : formatLongDay(iso))

/** Stripe's statuses of a subscription (docs.stripe.com/billing/subscriptions/overview#subscription-statuses) in our words. */
export const subscriptionStatuses: Record<SubscriptionStatus, StatusLook> = {
  active: { label: 'Active', tone: 'ok', sentence: (s) => `${planOf(s)} renews by itself.` },
  trialing: {
    label: 'Trial',
    tone: 'accent',
    sentence: (s) => `Your trial of ${planOf(s)} runs until ${dayOf(s.trial_end)}. Nothing is charged before that.`,
  },
  past_due: {
    label: 'Past due',
    tone: 'warn',
    sentence: (s) => `The last payment for ${planOf(s)} did not go through. Pay the open invoice to keep the plan.`,
  },
  unpaid: {
    label: 'Unpaid',
    tone: 'bad',
    sentence: (s) => `${planOf(s)} is on hold because its invoices were not paid. Pay the open invoice to use it again.`,
  },
  paused: { label: 'Paused', tone: 'neutral', sentence: (s) => `${planOf(s)} is paused. Nothing is charged until it goes on.` },
  incomplete: {
    label: 'Not completed',
    tone: 'warn',
    sentence: () => 'The first payment has not been completed. Nothing was charged; choose a plan to try again.',
  },
  incomplete_expired: {
    label: 'Expired',
    tone: 'neutral',
    sentence: () => 'The first payment was not completed in time. Nothing was charged; choose a plan to start again.',
  },
  canceled: { label: 'Canceled', tone: 'neutral', sentence: (s) => `${planOf(s)} has ended. Choose a plan to subscribe again.` },
}

/** What to say of a subscription. */
export function sentenceAbout(subscription: SubscriptionDetails): string {
  if (subscription.status == null) return 'You are on the free plan. Nothing is charged.'
  const end = endOf(subscription)
  if (end !== null && isLive(subscription)) return `You keep ${planOf(subscription)} until ${formatLongDay(end)}. After that nothing is charged.`
  return subscriptionStatuses[subscription.status].sentence(subscription)
}

/** When it is going to end, or null. */
export function endOf(subscription: SubscriptionDetails): string | null {
  return subscription.cancel_at ?? (subscription.cancel_at_period_end ? (subscription.current_period_end ?? null) : null)
}

/** Whether it stands in the way of another subscription. */
export function isLive({ status }: SubscriptionDetails): boolean {
  return status != null && !['incomplete', 'incomplete_expired', 'canceled'].includes(status)
}

/** Whether an invoice waits to be paid. */
export function isPaymentDue({ status }: SubscriptionDetails): boolean {
  return status === 'past_due' || status === 'unpaid'
}
