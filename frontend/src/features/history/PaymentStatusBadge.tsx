import type { PaymentDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { paymentStatuses } from './paymentStatuses'

/** The status of a payment; what it means is its title. */
export function PaymentStatusBadge({ payment }: { payment: PaymentDetails }) {
  const look = paymentStatuses[payment.status]
  return (
    <Badge tone={look.tone} title={look.sentence(payment)}>
      {look.label}
    </Badge>
  )
}
