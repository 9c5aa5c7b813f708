import type { InvoiceDetails, InvoiceStatus } from '@/api/types'
import type { Tone } from '@/components/ui/tones'
import { formatLongDay } from '@/lib/date'

interface StatusLook {
  label: string
  tone: Tone
  /** What it means for the person; null where the badge says it all. */
  sentence: (invoice: InvoiceDetails) => string | null
}

/** Stripe's statuses of an invoice in our words. */
export const invoiceStatuses: Record<InvoiceStatus, StatusLook> = {
  draft: { label: 'Draft', tone: 'neutral', sentence: () => 'Not final yet' },
  open: {
    label: 'Open',
    tone: 'warn',
    sentence: ({ next_payment_attempt: next }) => (next == null ? 'Waits to be paid' : `Waits to be paid; we try again on ${formatLongDay(next)}`),
  },
  paid: { label: 'Paid', tone: 'ok', sentence: () => null },
  uncollectible: { label: 'Not collected', tone: 'bad', sentence: () => 'Could not be collected; it can still be paid' },
  void: { label: 'Void', tone: 'neutral', sentence: () => 'Taken back; nothing is to be paid' },
}

/** The statuses one can look for; drafts are not shown. */
export const listedStatuses: readonly InvoiceStatus[] = ['open', 'paid', 'uncollectible', 'void']

/** The status that an address names; null for none. */
export function invoiceStatusOf(text: string | null): InvoiceStatus | null {
  return listedStatuses.find((status) => status === text) ?? null
}

/** Whether one can still pay it. */
export function isPayable({ status, hosted_invoice_url: url }: InvoiceDetails): boolean {
  return (status === 'open' || status === 'uncollectible') && url != null
}
