import { exponentOf } from '@/lib/money'

const plain = /^\d+$/
const grouped = /^\d{1,3}([.,])\d{3}(\1\d{3})*$/

/** An amount as one would type it: 12.50. */
export function fromMinorUnits(minor: number, currency: string): string {
  const exponent = exponentOf(currency)
  const digits = String(minor).padStart(exponent + 1, '0')
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * What a person typed as an amount, in minor units as Stripe counts them; digits are moved, never multiplied, so nothing is rounded.
 * Both 1,234.50 and 1.234,50 are understood. Three digits behind the only separator are thousands, unless the currency has three
 * decimals.
 * @returns null when it is no amount of the currency.
 */
export function toMinorUnits(text: string, currency: string): number | null {
  const exponent = exponentOf(currency)
  const compact = text.replace(/[\s'’]/g, '')
  const at = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','))
  const decimals = at < 0 ? '' : compact.slice(at + 1)
  const hasDecimals = /^\d+$/.test(decimals) && decimals.length <= exponent && compact.indexOf(compact[at]!) === at
  const whole = hasDecimals ? compact.slice(0, at) : compact
  if (!plain.test(whole) && !grouped.test(whole)) return null
  return Number(whole.replace(/[.,]/g, '') + (hasDecimals ? decimals : '').padEnd(exponent, '0'))
}
