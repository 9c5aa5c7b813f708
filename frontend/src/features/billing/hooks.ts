import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createCheckoutSession,
  createPaymentIntent,
  getPaymentHistory,
  getPlans,
  getStripeConfig,
  getSubscription,
  type HistoryQuery,
} from './api'

/** Names of what is kept in the cache. */
export const billingKeys = {
  config: ['billing', 'config'] as const,
  plans: ['billing', 'plans'] as const,
  subscription: ['billing', 'subscription'] as const,
  history: ['billing', 'history'] as const,
  payment: ['billing', 'payment-receipt'] as const,
  invoices: ['billing', 'invoices'] as const,
  preview: ['billing', 'preview'] as const,
}

const halfMinute = 30_000
const fiveMinutes = 300_000

/** Stripe's publishable key, where Stripe.js is, and the product's name. */
export function useStripeConfig() {
  return useQuery({ queryKey: billingKeys.config, queryFn: getStripeConfig, staleTime: fiveMinutes })
}

/** The plans on offer. */
export function usePlans() {
  return useQuery({ queryKey: billingKeys.plans, queryFn: getPlans, staleTime: fiveMinutes })
}

/** What the signed-in user is subscribed to. */
export function useSubscription() {
  return useQuery({ queryKey: billingKeys.subscription, queryFn: getSubscription })
}

/** Opens a checkout; afterwards the subscription is asked for anew. */
export function useCreateCheckoutSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: createCheckoutSession,
    onSettled: () => queryClient.invalidateQueries({ queryKey: billingKeys.subscription }),
  })
}

/** Begins a one-time payment; the history then has it. */
export function useCreatePaymentIntent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: createPaymentIntent,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: billingKeys.history }),
  })
}

/** A page of payments; the page before stays until the next one is here. */
export function usePaymentHistory(query: HistoryQuery) {
  return useQuery({
    queryKey: [...billingKeys.history, query],
    queryFn: () => getPaymentHistory(query),
    staleTime: halfMinute,
    placeholderData: keepPreviousData,
  })
}
