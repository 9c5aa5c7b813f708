import type { InvoiceDetails, PaymentDetails, PaymentReceipt } from '@/api/types'

/** $19.00 for Pro, paid with a card. */
export const payment = (more: Partial<PaymentDetails> = {}): PaymentDetails => ({
  id: 'p1', amount_cents: 1900, amount_refunded_cents: 0, currency: 'usd', status: 'succeeded', payment_method: 'visa',
  payment_method_last4: '4242', description: 'Pro, monthly', failure_reason: null, created_at: '2026-11-18T10:00:00Z', paid_at: '2026-11-18T10:00:00Z',
  discount_cents: 0, dispute_status: null, receipt_url: null, ...more,
})

/** Its invoice. */
export const invoice = (more: Partial<InvoiceDetails> = {}): InvoiceDetails => ({
  id: 'i1', number: 'NW-0042', status: 'paid', description: 'Pro, monthly', currency: 'usd', subtotal_cents: 1900, discount_cents: 0, tax_cents: 0,
  total_cents: 1900, amount_due_cents: 1900, amount_paid_cents: 1900, hosted_invoice_url: 'https://invoice.example/1',
  invoice_pdf: 'https://invoice.example/1.pdf', created_at: '2026-11-18T10:00:00Z', paid_at: '2026-11-18T10:00:00Z', next_payment_attempt: null,
  attempt_count: 1, ...more,
})

/** And its receipt. */
export const receipt = (more: Partial<PaymentReceipt> = {}): PaymentReceipt => ({
  ...payment(), stripe_payment_intent_id: 'pi_1', receipt_number: 'NW-0042', receipt_url: 'https://receipt.example/1', invoice: invoice(), refunds: [],
  seller: { name: 'Northwind Cloud GmbH', address_lines: ['Marktplatz 1', '1010 Wien'], tax_id: 'ATU12345678', email: 'billing@northwind.example', website: null },
  payer: { name: 'Ada Lovelace', email: 'ada@example.com' }, ...more,
})
