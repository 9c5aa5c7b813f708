import type { SubscriptionDetails, SubscriptionStatus } from '@/api/types'
import type { Tone } from '@/components/ui/tones'
import { formatLongDay } from '@/lib/date'

interface StatusLook {
  label: string
  tone: Tone
  /** What it means for the person, and the next step. */
  sentence: (subscription: SubscriptionDetails) => string
}

const dayOf = (iso: string | null | undefined) => (iso == null ? 'the end of the period' : formatLongDay(iso))

/** The plan's name inside a sentence. */
export function planOf(subscription: SubscriptionDetails): string {
  return subscription.plan?.name ?? 'your plan'
}

/** Stripe's statuses of a subscription (docs.stripe.com/billing/subscriptions/overview#subscription-statuses) in our words. */
export const subscriptionStatuses: Record<SubscriptionStatus, StatusLook> = {
  active: { label: 'Active', tone: 'ok', sentence: (s) => `${planOf(s)} renews by itself.` },
  trialing: {
    label: 'Trial',
    tone: 'accent',
    sentence: (s) => `Your trial of ${planOf(s)} runs until ${dayOf(s.trial_end)}. Nothing is charged before that.`,
  },
  past_due: { label: 'Past due', tone: 'warn', sentence: pastDueSentence },
  unpaid: {
    label: 'Unpaid',
    tone: 'bad',
    sentence: (s) => `${planOf(s)} is on hold because its invoices were not paid. Pay the open invoice to use it again.`,
  },
  paused: {
    label: 'Paused',
    tone: 'neutral',
    sentence: (s) => `The trial of ${planOf(s)} ended without a card. Nothing is charged until it goes on: add a card, then resume.`,
  },
  incomplete: {
    label: 'Not completed',
    tone: 'warn',
    sentence: (s) =>
      s.open_invoice?.hosted_invoice_url == null
        ? 'The first payment has not been completed. Nothing was charged; choose a plan to try again.'
        : `The first payment has not been completed. ${planOf(s)} begins when it is; you can also choose another plan.`,
  },
  incomplete_expired: {
    label: 'Expired',
    tone: 'neutral',
    sentence: () => 'The first payment was not completed in time. Nothing was charged; choose a plan to start again.',
  },
  canceled: {
    label: 'Canceled',
    tone: 'neutral',
    sentence: (s) => `${planOf(s)} has ended${s.ended_at == null ? '' : ` on ${formatLongDay(s.ended_at)}`}. Choose a plan to subscribe again.`,
  },
}

/** Whether one can still use the plan, until when, and when Stripe tries again. */
function pastDueSentence(s: SubscriptionDetails): string {
  const name = planOf(s)
  const retry = s.open_invoice?.next_payment_attempt
  const again = retry == null ? '' : ` We try again on ${formatLongDay(retry)}.`
  if (!s.has_access) return `${name} is on hold until the open invoice is paid.${again}`
  const until = s.access_until == null ? `You can still use ${name}.` : `${name} stays on until ${formatLongDay(s.access_until)}.`
  return `${until}${again} Pay the open invoice to keep the plan.`
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

/** Whether an invoice waits to be paid or confirmed. */
export function isPaymentDue({ status, open_invoice: invoice }: SubscriptionDetails): boolean {
  return status === 'past_due' || status === 'unpaid' || (invoice?.needs_confirmation === true && status !== 'canceled')
}
