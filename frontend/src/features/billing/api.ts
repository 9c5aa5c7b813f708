import { answerOf, client } from '@/api/client'
import type {
  BillingConfig,
  BillingInterval,
  CheckoutSessionState,
  CreatedCheckoutSession,
  CreatedPaymentIntent,
  PaymentDetails,
  PaymentHistory,
  PaymentReceipt,
  PaymentStatus,
  PlanDetails,
  SubscriptionDetails,
} from '@/api/types'

/** What the browser needs to show the product and to talk to Stripe. */
export function getStripeConfig(): Promise<BillingConfig> {
  return answerOf(client.GET('/v1/billing/config'))
}

/** The plans on offer. */
export function getPlans(): Promise<PlanDetails[]> {
  return answerOf(client.GET('/v1/plans'))
}

/** What the signed-in user is subscribed to. */
export function getSubscription(): Promise<SubscriptionDetails> {
  return answerOf(client.GET('/v1/billing/subscription'))
}

export interface CheckoutOrder {
  /** Id or code of the plan. */
  planId: string
  interval: BillingInterval
  /** Seats, where the price is for each. */
  quantity?: number
}

/**
 * Opens Stripe's hosted checkout page for a plan.
 * @throws ApiProblem already_subscribed; payment_due, whose url is where to pay.
 */
export function createCheckoutSession({ planId, interval, quantity }: CheckoutOrder): Promise<CreatedCheckoutSession> {
  const origin = window.location.origin
  return answerOf(
    client.POST('/v1/billing/checkout-session', {
      body: {
        plan_id: planId,
        interval,
        ...(quantity === undefined ? {} : { quantity }),
        success_url: `${origin}/checkout/success?session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: `${origin}/checkout/cancel`,
      },
    }),
  )
}

/** How a checkout stands at Stripe, and the subscription that came of it. */
export function getCheckoutSession(sessionId: string): Promise<CheckoutSessionState> {
  return answerOf(client.GET('/v1/billing/checkout-session/{session_id}', { params: { path: { session_id: sessionId } } }))
}

/** Opens Stripe's page for cards and invoices, or straight its form for another card. It leads back to the page one is on. */
export function createPortalSession(flow: 'payment_method_update' | null): Promise<{ url: string }> {
  const { origin, pathname } = window.location
  return answerOf(client.POST('/v1/billing/portal-session', { body: { return_url: origin + pathname, flow } }))
}

export interface PaymentOrder {
  /** Minor units as Stripe counts them. */
  amountCents: number
  currency: string
  description: string | null
  /** The same key gives the same payment, however often it is sent. */
  idempotencyKey: string
}

/** Begins a one-time payment, to be confirmed with Stripe's Payment Element. */
export function createPaymentIntent(order: PaymentOrder): Promise<CreatedPaymentIntent> {
  return answerOf(
    client.POST('/v1/billing/payment-intent', {
      params: { header: { 'Idempotency-Key': order.idempotencyKey } },
      body: { amount_cents: order.amountCents, currency: order.currency, description: order.description },
    }),
  )
}

/** How a one-time payment stands at Stripe. */
export function getPaymentIntent(paymentIntentId: string): Promise<PaymentDetails> {
  return answerOf(
    client.GET('/v1/billing/payment-intent/{payment_intent_id}', { params: { path: { payment_intent_id: paymentIntentId } } }),
  )
}

export interface HistoryQuery {
  /** The next_cursor of the page before; null for the newest. */
  cursor: string | null
  /** Only payments of this status; null for all. */
  status: PaymentStatus | null
}

/** A page of the user's payments, newest first. */
export function getPaymentHistory({ cursor, status }: HistoryQuery): Promise<PaymentHistory> {
  return answerOf(
    client.GET('/v1/billing/history', {
      params: { query: { limit: historyPageSize, ...(cursor === null ? {} : { cursor }), ...(status === null ? {} : { status }) } },
    }),
  )
}

/** One payment with all that a receipt needs. */
export function getPayment(id: string): Promise<PaymentReceipt> {
  return answerOf(client.GET('/v1/billing/history/{id}', { params: { path: { id } } }))
}

/** All payments as a table for other programs. */
export function getHistoryCsv(): Promise<Blob> {
  return answerOf(client.GET('/v1/billing/history.csv', { parseAs: 'blob' })) as Promise<Blob>
}

/** Payments on one page of the history. */
export const historyPageSize = 50
