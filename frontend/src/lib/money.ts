/*
 * Amounts are in minor units as Stripe counts them (docs.stripe.com/currencies#minor-units), which is not always what ISO 4217
 * says: ISK and UGX have lost their decimals and are still counted in hundredths; MGA is counted in whole ariary.
 */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '))
const shownWithoutDecimals = new Set(['isk', 'ugx'])

/** How many decimals the minor unit of a currency has in Stripe's API. */
export function exponentOf(currency: string): number {
  const code = currency.toLowerCase()
  return zeroDecimal.has(code) ? 0 : threeDecimal.has(code) ? 3 : 2
}

/**
 * An amount as people write it.
 * @param minor The amount in minor units.
 * @param currency ISO 4217 code, in any case.
 * @param options.locale The reader's own when left out.
 * @param options.trimZeros Writes $19 instead of $19.00.
 */
export function formatMoney(minor: number, currency: string, options: { locale?: string; trimZeros?: boolean } = {}): string {
  const exponent = exponentOf(currency)
  const digits = shownWithoutDecimals.has(currency.toLowerCase()) ? 0 : exponent
  return new Intl.NumberFormat(options.locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: exponent,
    ...(options.trimZeros ? { trailingZeroDisplay: 'stripIfInteger' as const } : {}),
  }).format(minor / 10 ** exponent)
}
