import type { PaymentDetails } from '@/api/types'

/** Names of Stripe's card brands and the payment methods that are written in a way of their own. */
const names: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
  card: 'Card',
  ideal: 'iDEAL',
  link: 'Link',
  paypal: 'PayPal',
  sepa_debit: 'SEPA',
  us_bank_account: 'Bank account',
}

/** The name of what was paid with; null when nothing was yet. */
export function methodName({ payment_method: method }: Pick<PaymentDetails, 'payment_method'>): string | null {
  if (method == null) return null
  const words = method.replaceAll('_', ' ')
  return names[method] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
