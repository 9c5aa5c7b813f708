import { BanknotesIcon } from '@heroicons/react/24/outline'
import { Link } from 'react-router'
import type { PaymentStatus } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { paymentStatuses } from './paymentStatuses'

/** Nothing to list: what will be here, or that the filter hides it. */
export function EmptyHistory({ status, onShowAll }: { status: PaymentStatus | null; onShowAll: () => void }) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <BanknotesIcon aria-hidden="true" className="mb-3 size-8 text-faint" />
      <h2>{status === null ? 'No payments yet' : `No payments with the status “${paymentStatuses[status].label}”`}</h2>
      <p className="mt-1 mb-5 max-w-sm text-muted">
        {status === null
          ? 'Every charge, refund and failed attempt on your account will be listed here.'
          : 'There may be payments with another status.'}
      </p>
      {status === null ? (
        <Button variant="primary" asChild>
          <Link to="/account/subscription">See the plans</Link>
        </Button>
      ) : (
        <Button onClick={onShowAll}>Show all payments</Button>
      )}
    </div>
  )
}
