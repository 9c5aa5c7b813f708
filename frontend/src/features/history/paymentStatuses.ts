import type { DisputeStanding, PaymentDetails, PaymentStatus } from '@/api/types'
import type { Tone } from '@/components/ui/tones'
import { formatMoney } from '@/lib/money'

interface StatusLook {
  label: string
  tone: Tone
  /** What it means, for the badge's title and for the second line of a row. */
  sentence: (payment: PaymentDetails) => string
  /** Whether the sentence says more than the badge does. */
  needsSaying: boolean
}

const refunded = (p: PaymentDetails) => `Refunded ${formatMoney(p.amount_refunded_cents, p.currency)} of ${formatMoney(p.amount_cents, p.currency)}`

/** How a question at the bank stands, from the payer's side. */
const disputes: Record<DisputeStanding, string> = {
  under_review: 'Disputed at your bank, which is looking into it',
  lost: 'Disputed at your bank, which paid it back',
  won: 'Disputed at your bank; the payment stands',
}

/** What a payment is to its user, in words and colour. */
export const paymentStatuses: Record<PaymentStatus, StatusLook> = {
  succeeded: { label: 'Succeeded', tone: 'ok', sentence: () => 'Paid.', needsSaying: false },
  pending: { label: 'Pending', tone: 'warn', sentence: () => 'Not paid yet', needsSaying: true },
  failed: { label: 'Failed', tone: 'bad', sentence: (p) => p.failure_reason ?? 'The payment did not go through', needsSaying: true },
  canceled: { label: 'Canceled', tone: 'neutral', sentence: () => 'Canceled before it was paid', needsSaying: true },
  refunded: { label: 'Refunded', tone: 'neutral', sentence: (p) => `Refunded ${formatMoney(p.amount_refunded_cents, p.currency)}`, needsSaying: true },
  partially_refunded: { label: 'Partly refunded', tone: 'neutral', sentence: refunded, needsSaying: true },
  disputed: { label: 'Disputed', tone: 'bad', sentence: (p) => disputes[p.dispute_status ?? 'under_review'], needsSaying: true },
}

/** What there is to say of a payment beside its badge: what became of it, the bank's questions, the discount. */
export function notesOn(payment: PaymentDetails): string[] {
  const { status, dispute_status: dispute, discount_cents: discount, currency } = payment
  const look = paymentStatuses[status]
  return [
    look.needsSaying ? look.sentence(payment) : '',
    dispute != null && status !== 'disputed' ? disputes[dispute] : '',
    discount > 0 ? `Discount ${formatMoney(discount, currency)}` : '',
  ].filter(Boolean)
}

/** The status that an address names; null for none. */
export function statusOf(text: string | null): PaymentStatus | null {
  return text !== null && Object.hasOwn(paymentStatuses, text) ? (text as PaymentStatus) : null
}
