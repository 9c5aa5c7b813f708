import type { PaymentDetails } from '@/api/types'
import { methodName } from './paymentMethods'

/** Visa •••• 4242, which a screen reader hears as Visa ending in 4242. */
export function PaymentMethod({ payment }: { payment: Pick<PaymentDetails, 'payment_method' | 'payment_method_last4'> }) {
  const name = methodName(payment)
  const last4 = payment.payment_method_last4
  if (name === null) return <span aria-label="No payment method yet">–</span>
  if (last4 == null) return name
  return (
    <>
      {name}{' '}
      <span aria-hidden="true" className="whitespace-nowrap tabular-nums">
        •••• {last4}
      </span>
      <span className="sr-only">ending in {last4}</span>
    </>
  )
}
