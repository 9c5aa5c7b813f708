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
export interface DuplicateSubscription { id: string; stripe_subscription_id: string; user_id: string; email?: string | null; plan_name?: string | null; status: S['SubscriptionStatus']; created_at: string; duplicate_of?: string | null }
