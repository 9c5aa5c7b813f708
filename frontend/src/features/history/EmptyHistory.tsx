import { BanknotesIcon } from '@heroicons/react/24/outline'
import { Link } from 'react-router'
import type { PaymentStatus } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { paymentStatuses } from './paymentStatuses'

/** Nothing to list: what will be here, or that the filter hides it. */
export function EmptyHistory({ status, onShowAll }: { status: PaymentStatus | null; onShowAll: () => void }) {
  if (status !== null) {
    return (
      <EmptyState
        Icon={BanknotesIcon}
        title={`No payments with the status “${paymentStatuses[status].label}”`}
        action={<Button onClick={onShowAll}>Show all payments</Button>}
      >
        There may be payments with another status.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      Icon={BanknotesIcon}
      title="No payments yet"
      action={
        <Button variant="primary" asChild>
          <Link to="/account/subscription">See the plans</Link>
        </Button>
      }
    >
      Every charge, refund and failed attempt on your account will be listed here.
    </EmptyState>
  )
}
