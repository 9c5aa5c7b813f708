import type { components } from './schema.gen'

type Schemas = components['schemas']

export type BillingConfig = Schemas['BillingConfig']
export type BillingInterval = Schemas['BillingInterval']
export type CheckoutSessionState = Schemas['CheckoutSessionState']
export type CreatedCheckoutSession = Schemas['CreatedCheckoutSession']
export type CreatedPaymentIntent = Schemas['CreatedPaymentIntent']
export type PaymentDetails = Schemas['PaymentDetails']
export type PaymentHistory = Schemas['PaymentHistory']
export type PaymentStatus = Schemas['PaymentStatus']
export type PlanDetails = Schemas['PlanDetails']
export type PlanPriceDetails = Schemas['PlanPriceDetails']
export type SessionResponse = Schemas['SessionResponse']
export type SubscriptionDetails = Schemas['SubscriptionDetails']
export type SubscriptionStatus = Schemas['SubscriptionStatus']
export type UserResponse = Schemas['UserResponse']
