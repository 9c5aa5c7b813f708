// Temporary: what the contract says and schema.gen.ts does not yet.
import type { components } from './schema.gen'

type S = components['schemas']
export interface PendingChange { plan: S['SubscribedPlan'] | null; price: S['PlanPriceDetails'] | null; quantity: number; takes_effect_at: string | null; awaits_payment: boolean }
export interface DiscountDetails { name: string | null; percent_off: number | null; amount_off_cents: number | null; currency: string | null; ends_at: string | null }
export interface OpenInvoice { id: string; number: string | null; amount_due_cents: number; currency: string; hosted_invoice_url: string | null; next_payment_attempt: string | null; needs_confirmation: boolean }
export type SubscriptionDetails = S['SubscriptionDetails'] & {
  canceled_at?: string | null; ended_at?: string | null; has_access: boolean; is_in_grace: boolean; access_until?: string | null
  collection_paused: boolean; collection_resumes_at?: string | null; pending_change?: PendingChange | null; discount?: DiscountDetails | null
  open_invoice?: OpenInvoice | null; trial_available: boolean
}
export interface PreviewLine { description: string; amount_cents: number; is_proration: boolean; period_start: string; period_end: string }
export interface ChangePreview {
  plan: S['SubscribedPlan']; price: S['PlanPriceDetails']; quantity: number; takes_effect: 'now' | 'period_end'; takes_effect_at: string
  due_today_cents: number; credit_cents: number; currency: string; recurring_cents: number; interval: S['BillingInterval']; next_payment_at: string | null
  proration_date: string | null; lines: PreviewLine[]
}
export type CancellationFeedback = 'customer_service' | 'low_quality' | 'missing_features' | 'other' | 'switched_service' | 'too_complex' | 'too_expensive' | 'unused'
export type CancellationTime = 'period_end' | 'now'
export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void'
export interface InvoiceDetails {
  id: string; number?: string | null; status: InvoiceStatus; description?: string | null; currency: string; subtotal_cents: number; discount_cents: number; tax_cents: number
  total_cents: number; amount_due_cents: number; amount_paid_cents: number; hosted_invoice_url?: string | null; invoice_pdf?: string | null; created_at: string
  paid_at?: string | null; next_payment_attempt?: string | null; attempt_count: number
}
export interface InvoicePage { invoices: InvoiceDetails[]; next_cursor?: string | null }
export type DisputeStanding = 'under_review' | 'won' | 'lost'
export type PaymentDetails = S['PaymentDetails'] & { discount_cents: number; dispute_status?: DisputeStanding | null; receipt_url?: string | null }
export interface PaymentHistory { transactions: PaymentDetails[]; total?: number | null; next_cursor?: string | null }
export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled'
export interface ReceiptRefund { amount_cents: number; status: RefundStatus; created_at: string }
export interface Seller { name: string; address_lines: string[]; tax_id?: string | null; email?: string | null; website?: string | null }
export type PaymentReceipt = PaymentDetails & {
  stripe_payment_intent_id?: string | null; invoice?: InvoiceDetails | null; refunds: ReceiptRefund[]; seller: Seller; payer: { name?: string | null; email?: string | null }; receipt_number?: string | null
}
export interface RefundDetails { id: string; stripe_refund_id?: string | null; transaction_id: string; amount_cents: number; currency: string; status: RefundStatus; reason?: string | null; failure_reason?: string | null; created_at: string }
export type RefundReason = 'duplicate' | 'fraudulent' | 'requested_by_customer'
export type AdminPayment = PaymentDetails & { user_id: string; email?: string | null; stripe_payment_intent_id?: string | null; refundable_cents: number }
export interface AdminPaymentPage { transactions: AdminPayment[]; next_cursor?: string | null }
export interface DuplicateSubscription { id: string; stripe_subscription_id: string; user_id: string; email?: string | null; plan_name?: string | null; status: S['SubscriptionStatus']; created_at: string; duplicate_of?: string | null }
