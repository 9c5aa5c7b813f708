import type { PaymentReceipt } from '@/api/types'
import { Card } from '@/components/ui/Card'
import { Line } from '@/components/ui/Line'
import { formatLongDay, formatMoment } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { PaymentMethod } from './PaymentMethod'
import { PaymentStatusBadge } from './PaymentStatusBadge'
import { notesOn } from './paymentStatuses'
import { dateOf, isPaid, rowsOf } from './receiptRows'

/** A payment as a sheet of paper: who, whom, when, what and how much. It prints as it is. */
export function ReceiptSheet({ receipt }: { receipt: PaymentReceipt }) {
  const { seller, payer } = receipt
  const notes = notesOn(receipt)
  return (
    <Card className="max-w-2xl p-5 sm:p-8 print:max-w-none print:border-0 print:p-0 print:shadow-none">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div>
          <p className="text-3xl/9 font-semibold tracking-[-0.03em] tabular-nums">{formatMoney(receipt.amount_cents, receipt.currency)}</p>
          <p className="mt-1 text-muted">
            {isPaid(receipt) ? 'Paid on ' : 'Begun on '}
            <time dateTime={dateOf(receipt)} title={formatMoment(dateOf(receipt))}>
              {formatLongDay(dateOf(receipt))}
            </time>
          </p>
          {notes.length > 0 && <p className="mt-1 text-muted">{notes.join(' · ')}</p>}
        </div>
        <PaymentStatusBadge payment={receipt} />
      </div>
      <div className="mt-7 grid grid-cols-1 gap-6 sm:grid-cols-2 print:grid-cols-2">
        <Party title="From" lines={[...seller.address_lines, seller.email, seller.website]} name={seller.name} taxId={seller.tax_id} />
        <Party title="To" lines={payer.name == null ? [] : [payer.email]} name={payer.name ?? payer.email} />
      </div>
      <dl className="mt-7 divide-y divide-line border-y border-line">
        {rowsOf(receipt).map(({ term, amount, isSum = false }, i) => (
          <Line key={i} term={term} strong={isSum}>
            {amount}
          </Line>
        ))}
      </dl>
      <dl className="mt-5 grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2 print:grid-cols-2">
        <Fact term={isPaid(receipt) ? 'Receipt number' : 'Number'}>{receipt.receipt_number}</Fact>
        <Fact term={isPaid(receipt) ? 'Paid with' : 'Payment method'}>
          <PaymentMethod payment={receipt} />
        </Fact>
        <Fact term="Reference">{receipt.stripe_payment_intent_id}</Fact>
      </dl>
    </Card>
  )
}

interface PartyProps {
  title: string
  name: string
  lines: readonly (string | null | undefined)[]
  taxId?: string | null | undefined
}

function Party({ title, name, lines, taxId }: PartyProps) {
  return (
    <div>
      <h2 className="text-[0.8125rem] font-normal text-faint">{title}</h2>
      <p className="font-medium break-words">{name}</p>
      {lines.filter((line) => line != null).map((line, i) => (
        <p key={i} className="break-words text-muted">
          {line}
        </p>
      ))}
      {taxId != null && <p className="text-muted">{`Tax ID ${taxId}`}</p>}
    </div>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-faint">{term}</dt>
      <dd className="font-medium break-words">{children}</dd>
    </div>
  )
}
