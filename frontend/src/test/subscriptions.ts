import type { ChangePreview, OpenInvoice, PlanDetails, PlanPriceDetails, SubscriptionDetails, SubscriptionStatus } from '@/api/types'

/** A price of a month, in dollars. */
export const price = (id: string, amount: number, more: Partial<PlanPriceDetails> = {}): PlanPriceDetails => ({
  id, amount_cents: amount, currency: 'usd', interval: 'month', trial_days: null, per_seat: false, ...more,
})

const monthly = price('pro-month', 1900)
const team = price('team-month', 1200, { per_seat: true })

/** Free, Starter, Pro, Business and, by the seat, Team. */
export const plans: PlanDetails[] = [
  { id: 'free', code: 'free', name: 'Free', description: 'For trying out.', features: ['1 project'], prices: [] },
  { id: 'starter', code: 'starter', name: 'Starter', description: null, features: [], prices: [price('starter-month', 900)] },
  {
    id: 'pro', code: 'pro', name: 'Pro', description: 'For people who ship.', features: ['Unlimited projects'],
    prices: [monthly, price('pro-year', 19000, { interval: 'year' })],
  },
  { id: 'business', code: 'business', name: 'Business', description: null, features: [], prices: [price('business-month', 7900)] },
  { id: 'team', code: 'team', name: 'Team', description: null, features: [], prices: [team] },
]

/** No subscription. */
export const free: SubscriptionDetails = {
  id: null, plan: plans[0]!, price: null, status: null, quantity: 1, cancel_at_period_end: false, has_access: true, is_in_grace: false,
  access_until: null, collection_paused: false, pending_change: null, discount: null, open_invoice: null, trial_available: false,
}

/** Pro, monthly, until 18 December 2026. */
export const on = (status: SubscriptionStatus, more: Partial<SubscriptionDetails> = {}): SubscriptionDetails => ({
  ...free, id: 'sub', plan: plans[2]!, price: monthly, status, current_period_end: '2026-12-18T12:00:00Z', ...more,
})

/** Team with three seats. */
export const onTeam = (more: Partial<SubscriptionDetails> = {}) => on('active', { plan: plans[4]!, price: team, quantity: 3, ...more })

export const openInvoice = (more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  id: 'inv', number: 'N-1', amount_due_cents: 1900, currency: 'usd', hosted_invoice_url: 'https://invoice.example/1', next_payment_attempt: null,
  needs_confirmation: false, ...more,
})

/** From Pro to Business, now: $60.00 are due. */
export const upgradePreview: ChangePreview = {
  plan: plans[3]!, price: plans[3]!.prices[0]!, quantity: 1, takes_effect: 'now', takes_effect_at: '2026-11-18T12:00:00Z', due_today_cents: 6000,
  credit_cents: 0, currency: 'usd', recurring_cents: 7900, interval: 'month', next_payment_at: '2026-12-18T12:00:00Z',
  proration_date: '2026-11-18T12:00:00Z',
  lines: [
    { description: 'Unused time on Pro', amount_cents: -1900, is_proration: true, period_start: '2026-11-18T12:00:00Z', period_end: '2026-12-18T12:00:00Z' },
    { description: 'Remaining time on Business', amount_cents: 7900, is_proration: true, period_start: '2026-11-18T12:00:00Z', period_end: '2026-12-18T12:00:00Z' },
  ],
}

/** From Pro to Starter when the period ends. */
export const downgradePreview: ChangePreview = {
  ...upgradePreview, plan: plans[1]!, price: plans[1]!.prices[0]!, takes_effect: 'period_end', takes_effect_at: '2026-12-18T12:00:00Z', due_today_cents: 0,
  recurring_cents: 900, proration_date: null, lines: [],
}
