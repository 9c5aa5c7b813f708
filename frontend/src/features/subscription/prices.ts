import type { BillingInterval, PlanDetails, PlanPriceDetails } from '@/api/types'
import { formatMoney } from '@/lib/money'

const every: Record<BillingInterval, string> = { month: 'a month', year: 'a year' }
const adverb: Record<BillingInterval, string> = { month: 'monthly', year: 'yearly' }

/** An amount with how often it is charged: $19.00 a month. */
export function recurringAmount(price: PlanPriceDetails, quantity = 1): string {
  return `${formatMoney(price.amount_cents * quantity, price.currency)} ${every[price.interval]}`
}

/** The words after an amount. */
export function everyInterval(interval: BillingInterval): string {
  return every[interval]
}

/** Pro, monthly. */
export function planWithInterval(name: string, interval: BillingInterval | undefined): string {
  return interval === undefined ? name : `${name}, ${adverb[interval]}`
}

/** What a plan costs for an interval; undefined where it is not offered. */
export function priceOf(plan: PlanDetails, interval: BillingInterval): PlanPriceDetails | undefined {
  return plan.prices.find((price) => price.interval === interval)
}

/** What paying by the year saves at most, in whole percent; 0 for nothing. */
export function yearlySaving(plans: readonly PlanDetails[]): number {
  return Math.max(0, ...plans.map(savingOf))
}

function savingOf(plan: PlanDetails): number {
  const [month, year] = [priceOf(plan, 'month'), priceOf(plan, 'year')]
  if (month === undefined || year === undefined || month.currency !== year.currency || month.amount_cents === 0) return 0
  return Math.floor((1 - year.amount_cents / (12 * month.amount_cents)) * 100)
}

/** The word of an address as an interval; every month when it is none. */
export function intervalOf(text: string | null): BillingInterval {
  return text === 'year' ? 'year' : 'month'
}
