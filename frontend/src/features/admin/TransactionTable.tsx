import type { TransactionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Cell, Row, Table } from '@/components/ui/Table'
import { PaymentMethod } from '@/features/history/PaymentMethod'
import { PaymentStatusBadge } from '@/features/history/PaymentStatusBadge'
import { notesOn } from '@/features/history/paymentStatuses'
import { formatDay, formatMoment } from '@/lib/date'
import { formatMoney } from '@/lib/money'

const columns = ['Date', 'Payment', 'Status', 'Paid with', { name: 'Amount', isNumber: true }, { name: 'Actions', isHidden: true }]

interface TransactionTableProps {
  payments: readonly TransactionDetails[]
  isBusy: boolean
  onRefund: (payment: TransactionDetails) => void
}

/** Everybody's payments, newest first. */
export function TransactionTable({ payments, isBusy, onRefund }: TransactionTableProps) {
  return (
    <Table label="Payments" columns={columns} busy={isBusy}>
      {payments.map((payment) => (
        <TransactionRow key={payment.id} payment={payment} onRefund={() => onRefund(payment)} />
      ))}
    </Table>
  )
}

function TransactionRow({ payment, onRefund }: { payment: TransactionDetails; onRefund: () => void }) {
  const notes = notesOn(payment)
  return (
    <Row>
      <Cell label="Date" isNoWrap>
        <time dateTime={payment.created_at} title={formatMoment(payment.created_at)} className="text-muted tabular-nums">
          {formatDay(payment.created_at)}
        </time>
      </Cell>
      <Cell isWide>
        <span className="font-medium break-words">{payment.description ?? 'Payment'}</span>
        <span className="block break-all text-muted">{payment.email ?? 'Deleted account'}</span>
        {notes.length > 0 && <span className="block text-[0.8125rem] text-faint">{notes.join(' · ')}</span>}
      </Cell>
      <Cell label="Status">
        <PaymentStatusBadge payment={payment} />
      </Cell>
      <Cell label="Paid with">
        <span className="text-muted">
          <PaymentMethod payment={payment} />
        </span>
      </Cell>
      <Cell label="Amount" isNumber>
        <span className="font-medium">{formatMoney(payment.amount_cents, payment.currency)}</span>
      </Cell>
      <Cell isWide isNumber>
        {payment.refundable_cents > 0 && (
          <Button aria-label={`Refund ${formatMoney(payment.amount_cents, payment.currency)} of ${payment.email ?? 'a deleted account'}`} onClick={onRefund}>
            Refund
          </Button>
        )}
      </Cell>
    </Row>
  )
}
