import type { components } from './schema.gen'

type Schemas = components['schemas']

export type * from './contract'

export type BillingConfig = Schemas['BillingConfig']
export type BillingInterval = Schemas['BillingInterval']
export type CheckoutSessionState = Schemas['CheckoutSessionState']
export type CreatedCheckoutSession = Schemas['CreatedCheckoutSession']
export type CreatedPaymentIntent = Schemas['CreatedPaymentIntent']
export type PaymentStatus = Schemas['PaymentStatus']
export type PlanDetails = Schemas['PlanDetails']
export type PlanPriceDetails = Schemas['PlanPriceDetails']
export type SessionResponse = Schemas['SessionResponse']
export type SubscriptionStatus = Schemas['SubscriptionStatus']
export type UserResponse = Schemas['UserResponse']
export type EventDetails = Schemas['EventDetails']
export type EventPage = Schemas['EventPage']
export type EventSummary = Schemas['EventSummary']
export type InboxEventStatus = Schemas['InboxEventStatus']
export type ReconciliationDetails = Schemas['ReconciliationDetails']
export type ReconciliationList = Schemas['ReconciliationList']
