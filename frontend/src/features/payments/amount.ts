import { exponentOf } from '@/lib/money'

/**
 * What a person typed as an amount, in minor units as Stripe counts them; digits are moved, never multiplied, so nothing is rounded.
 * Both 1,234.50 and 1.234,50 are understood: the last separator with fewer than three digits behind it is the decimal one.
 * @returns null when it is no amount of the currency.
 */
export function toMinorUnits(text: string, currency: string): number | null {
  const exponent = exponentOf(currency)
  const compact = text.replace(/[\s'’]/g, '')
  const match = /^(\d{1,3}(?:([.,])\d{3}(?:\2\d{3})*)?|\d+)(?:[.,](\d{1,3}))?$/.exec(compact)
  if (match === null) return null
  const [, whole = '', group, fraction = ''] = match
  const separators = compact.replace(/\d/g, '')
  // 1.234 is a thousand and more, unless the currency has three decimals; 1.2.3 never matches.
  if (fraction.length === 3 && exponent !== 3) return group === undefined && separators.length === 1 ? toMinorUnits(compact.replace(/[.,]/, ''), currency) : null
  if (fraction.length > exponent) return null
  return Number(whole.replace(/[.,]/g, '') + fraction.padEnd(exponent, '0'))
}
