import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { PaymentDetails } from '@/api/types'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { formatDay, formatMoment } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { PaymentMethod } from './PaymentMethod'
import { PaymentStatusBadge } from './PaymentStatusBadge'
import { notesOn } from './paymentStatuses'

/* On a phone each row is two lines: what and how much, when and how it went. */
const rowClasses =
  'grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-b border-line px-4 py-3.5 last:border-b-0 md:table-row md:hover:bg-sunken/50'
const cellClasses = 'md:table-cell md:px-6 md:py-3.5 md:align-middle'
const date = cn(cellClasses, 'col-start-1 row-start-2 text-[0.8125rem] text-muted tabular-nums md:text-sm md:whitespace-nowrap')
const description = cn(cellClasses, 'col-start-1 row-start-1')
const status = cn(cellClasses, 'col-start-2 row-start-2 justify-self-end')
const method = cn(cellClasses, 'sr-only text-muted md:not-sr-only md:whitespace-nowrap')
const amount = cn(cellClasses, 'col-start-2 row-start-1 text-right font-medium tabular-nums md:whitespace-nowrap')

/** Payments, newest first. */
export function PaymentTable({ payments, isBusy }: { payments: readonly PaymentDetails[]; isBusy: boolean }) {
  return (
    <Table busy={isBusy}>
      {payments.map((payment) => (
        <PaymentRow key={payment.id} payment={payment} />
      ))}
    </Table>
  )
}

function PaymentRow({ payment }: { payment: PaymentDetails }) {
  const notes = notesOn(payment)
  return (
    <tr className={rowClasses}>
      <td className={date}>
        <time dateTime={payment.created_at} title={formatMoment(payment.created_at)}>
          {formatDay(payment.created_at)}
        </time>
      </td>
      <td className={description}>
        <Link to={`/billing/history/${payment.id}`} className="rounded-sm font-medium break-words hover:underline">
          {payment.description ?? 'Payment'}
        </Link>
        {notes.length > 0 && <span className="block text-[0.8125rem] text-faint">{notes.join(' · ')}</span>}
      </td>
      <td className={status}>
        <PaymentStatusBadge payment={payment} />
      </td>
      <td className={method}>
        <PaymentMethod payment={payment} />
      </td>
      <td className={amount}>
        {formatMoney(payment.amount_cents, payment.currency)}
      </td>
    </tr>
  )
}

function Table({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <table aria-label="Payments" aria-busy={busy} className={cn('block w-full transition-opacity duration-150 md:table', busy && 'opacity-60')}>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="text-left text-[0.8125rem] text-faint md:border-b md:border-line">
          {['Date', 'Description', 'Status', 'Paid with'].map((name) => (
            <th key={name} scope="col" className="px-6 py-3 font-medium">
              {name}
            </th>
          ))}
          <th scope="col" className="px-6 py-3 text-right font-medium">
            Amount
          </th>
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {children}
      </tbody>
    </table>
  )
}

/** Stands where the payments will be. */
export function PaymentTableSkeleton() {
  return (
    <div aria-hidden="true" className="divide-y divide-line">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="flex items-center gap-6 px-4 py-5 md:px-6">
          <Skeleton className="hidden w-24 md:block" />
          <Skeleton className="w-40 max-w-full md:w-64" />
          <Skeleton className="ml-auto hidden h-5 w-20 rounded-full md:block" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  )
}
