import { answerOf, client } from '@/api/client'
import type { BillingInterval, CancellationFeedback, CancellationTime, ChangePreview, SubscriptionDetails } from '@/api/types'

/** Another plan, interval or number of seats. */
export interface ChangeOrder {
  /** Id of the plan; null for the present one with another number of seats. */
  planId: string | null
  interval: BillingInterval
  quantity: number
}

/** What a change would cost, from Stripe. */
export function previewChange({ planId, interval, quantity }: ChangeOrder): Promise<ChangePreview> {
  return planId === null
    ? answerOf(client.GET('/v1/billing/subscription/quantity/preview', { params: { query: { quantity } } }))
    : answerOf(client.GET('/v1/billing/subscription/plan/preview', { params: { query: { plan_id: planId, interval, quantity } } }))
}

export interface ConfirmedChange extends ChangeOrder {
  /** Of the preview, so that what was shown is what is charged; null when nothing is prorated. */
  prorationDate: string | null
}

/**
 * Changes the plan or the number of seats.
 * @throws ApiProblem payment_declined or payment_due, whose url is where to pay; subscription_ending; same_plan.
 */
export function changeSubscription(change: ConfirmedChange, idempotencyKey: string): Promise<SubscriptionDetails> {
  const { planId, interval, quantity, prorationDate } = change
  const header = { 'Idempotency-Key': idempotencyKey }
  return planId === null
    ? answerOf(client.PUT('/v1/billing/subscription/quantity', { params: { header }, body: { quantity, proration_date: prorationDate } }))
    : answerOf(
        client.PUT('/v1/billing/subscription/plan', {
          params: { header },
          body: { plan_id: planId, interval, quantity, proration_date: prorationDate },
        }),
      )
}

/** Takes a planned change back. */
export function keepPlan(): Promise<SubscriptionDetails> {
  return answerOf(client.DELETE('/v1/billing/subscription/plan'))
}

export interface Cancellation {
  at: CancellationTime
  feedback: CancellationFeedback | null
  /** In the person's own words. */
  reason: string | null
}

/** Cancels, at once or when the period ends. */
export function cancelSubscription(cancellation: Cancellation): Promise<SubscriptionDetails> {
  return answerOf(client.PUT('/v1/billing/subscription/cancellation', { body: cancellation }))
}

/** Takes a cancellation back while the period runs. */
export function takeBackCancellation(): Promise<SubscriptionDetails> {
  return answerOf(client.DELETE('/v1/billing/subscription/cancellation'))
}

/** Charges nothing until a moment, or until payments are resumed. */
export function pausePayments(resumesAt: string | null): Promise<SubscriptionDetails> {
  return answerOf(client.PUT('/v1/billing/subscription/pause', { body: { resumes_at: resumesAt } }))
}

/** Charges again; also wakes a subscription whose trial ended without a card. */
export function resumePayments(): Promise<SubscriptionDetails> {
  return answerOf(client.DELETE('/v1/billing/subscription/pause'))
}
