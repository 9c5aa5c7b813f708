import type { PaymentReceipt, PaymentStatus, RefundStatus } from '@/api/types'
import { formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'

/** A line of a receipt. */
export interface ReceiptRow {
  term: string
  amount: string
  /** A sum. */
  isSum?: boolean
}

const paid: readonly PaymentStatus[] = ['succeeded', 'refunded', 'partially_refunded', 'disputed']

/** Whether money has come in, so that there is a receipt. */
export function isPaid({ status }: Pick<PaymentReceipt, 'status'>): boolean {
  return paid.includes(status)
}

/** When it was paid, or begun where it was not. */
export function dateOf({ paid_at: paidAt, created_at: createdAt }: PaymentReceipt): string {
  return paidAt ?? createdAt
}

/** What was bought, what came off, what was added, what was paid and what went back, as Stripe counted it. */
export function rowsOf(receipt: PaymentReceipt): ReceiptRow[] {
  const money = (minor: number) => formatMoney(minor, receipt.currency)
  return [...chargesOf(receipt, money), { term: isPaid(receipt) ? 'Paid' : 'Amount', amount: money(receipt.amount_cents), isSum: true }, ...refundsOf(receipt, money)]
}

type Money = (minor: number) => string

function chargesOf({ invoice, description, amount_cents: amount, discount_cents: discount }: PaymentReceipt, money: Money): ReceiptRow[] {
  const what = description ?? invoice?.description ?? 'Payment'
  if (invoice == null) return [{ term: what, amount: money(amount + discount) }, ...deduction('Discount', discount, money)]
  const { subtotal_cents: subtotal, discount_cents: off, tax_cents: tax, total_cents: total, amount_due_cents: due } = invoice
  const isTaxInside = subtotal - off === total
  return [
    { term: what, amount: money(subtotal) },
    ...deduction('Discount', off, money),
    ...(tax > 0 ? [{ term: isTaxInside ? 'Tax, contained above' : 'Tax', amount: money(tax) }] : []),
    ...deduction('Paid from credit', total - due, money),
  ]
}

function deduction(term: string, minor: number, money: Money): ReceiptRow[] {
  return minor > 0 ? [{ term, amount: money(-minor) }] : []
}

function refundsOf(receipt: PaymentReceipt, money: Money): ReceiptRow[] {
  const rows = receipt.refunds.map(({ amount_cents: amount, status, created_at: at }) => ({
    term: `${refundWords[status]} on ${formatLongDay(at)}`,
    amount: money(status === 'failed' || status === 'canceled' ? 0 : -amount),
  }))
  const refunded = receipt.amount_refunded_cents
  return refunded === 0 ? rows : [...rows, { term: 'Paid after refunds', amount: money(receipt.amount_cents - refunded), isSum: true }]
}

const refundWords: Record<RefundStatus, string> = {
  creating: 'Refund begun',
  pending: 'Refund begun',
  requires_action: 'Refund begun',
  succeeded: 'Refunded',
  failed: 'Refund that did not arrive',
  canceled: 'Refund that was canceled',
}
