import type { BillingInterval, SubscriptionDiscount, PlanDetails, PlanPriceDetails } from '@/api/types'
import { formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'

const every: Record<BillingInterval, string> = { month: 'a month', year: 'a year' }
const adverb: Record<BillingInterval, string> = { month: 'monthly', year: 'yearly' }
const inAYear: Record<BillingInterval, number> = { month: 12, year: 1 }

/** An amount with how often it is charged: $19.00 a month. */
export function recurringAmount(price: PlanPriceDetails, quantity = 1): string {
  return `${formatMoney(price.amount_cents * quantity, price.currency)} ${every[price.interval]}`
}

/** The words after an amount. */
export function everyInterval(interval: BillingInterval): string {
  return every[interval]
}

/** Monthly or yearly, inside a sentence. */
export function intervalAdverb(interval: BillingInterval): string {
  return adverb[interval]
}

/** Pro, monthly. */
export function planWithInterval(name: string, interval: BillingInterval | undefined): string {
  return interval === undefined ? name : `${name}, ${adverb[interval]}`
}

/** What a plan costs for an interval; undefined where it is not offered. */
export function priceOf(plan: PlanDetails, interval: BillingInterval): PlanPriceDetails | undefined {
  return plan.prices.find((price) => price.interval === interval)
}

/** Whether one price comes to more in a year than another. */
export function costsMore(price: PlanPriceDetails, than: PlanPriceDetails): boolean {
  return price.amount_cents * inAYear[price.interval] > than.amount_cents * inAYear[than.interval]
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

/** 20% off until 18 December 2026, as Launch offer. */
export function discountWords({ name, percent_off: percent, amount_off_cents: amount, currency, ends_at: end }: SubscriptionDiscount): string {
  const off = percent != null ? `${percent.toLocaleString()}% off` : amount != null && currency != null ? `${formatMoney(amount, currency)} off` : 'Discount'
  return [off, name == null ? '' : ` (${name})`, end == null ? '' : ` until ${formatLongDay(end)}`].join('')
}

/** The word of an address as an interval; every month when it is none. */
export function intervalOf(text: string | null): BillingInterval {
  return text === 'year' ? 'year' : 'month'
}
