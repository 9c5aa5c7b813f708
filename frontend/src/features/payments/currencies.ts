/** The currencies one can choose, those in most use first. The API takes every currency that Stripe does. */
export const commonCurrencies = ['usd', 'eur', 'gbp', 'jpy', 'chf', 'cad', 'aud', 'sek', 'nok', 'dkk', 'pln', 'czk', 'huf', 'inr', 'brl', 'mxn', 'sgd', 'hkd', 'nzd', 'krw', 'kwd'] as const

/** US Dollar, in the reader's language. */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames(undefined, { type: 'currency' }).of(code.toUpperCase()) ?? ''
  return name.toUpperCase() === code.toUpperCase() ? name : `${code.toUpperCase()} · ${name}`
}
