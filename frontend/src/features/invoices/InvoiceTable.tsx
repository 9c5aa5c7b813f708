import { ArrowDownTrayIcon, ArrowTopRightOnSquareIcon } from '@heroicons/react/20/solid'
import type { ReactNode } from 'react'
import type { InvoiceDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { formatDay, formatMoment } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { invoiceStatuses, isPayable } from './invoiceStatuses'

/* On a phone each row is three lines: what and how much, when and how it stands, what can be done. */
const rowClasses = 'grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-b border-line px-4 py-3.5 last:border-b-0 md:table-row md:hover:bg-sunken/50'
const cellClasses = 'md:table-cell md:px-6 md:py-3 md:align-middle'
const date = cn(cellClasses, 'col-start-1 row-start-2 text-[0.8125rem] text-muted tabular-nums md:text-sm md:whitespace-nowrap')
const name = cn(cellClasses, 'col-start-1 row-start-1')
const status = cn(cellClasses, 'col-start-2 row-start-2 justify-self-end')
const amount = cn(cellClasses, 'col-start-2 row-start-1 text-right font-medium tabular-nums md:whitespace-nowrap')
const files = cn(cellClasses, 'col-span-2 row-start-3 md:w-px md:pl-0')

/** Invoices, newest first. */
export function InvoiceTable({ invoices, isBusy }: { invoices: readonly InvoiceDetails[]; isBusy: boolean }) {
  return (
    <table aria-label="Invoices" aria-busy={isBusy} className={cn('block w-full transition-opacity duration-150 md:table', isBusy && 'opacity-60')}>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="text-left text-[0.8125rem] text-faint md:border-b md:border-line">
          <Heading>Date</Heading>
          <Heading>Invoice</Heading>
          <Heading>Status</Heading>
          <Heading className="text-right">Amount</Heading>
          <Heading>
            <span className="sr-only">Files</span>
          </Heading>
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {invoices.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </tbody>
    </table>
  )
}

function Heading({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={cn('px-6 py-3 font-medium', className)}>
      {children}
    </th>
  )
}

function InvoiceRow({ invoice }: { invoice: InvoiceDetails }) {
  const look = invoiceStatuses[invoice.status]
  const notes = [invoice.number == null ? null : invoice.description, look.sentence(invoice), discountOf(invoice)].filter((note) => note != null)
  return (
    <tr className={rowClasses}>
      <td className={date}>
        <time dateTime={invoice.created_at} title={formatMoment(invoice.created_at)}>
          {formatDay(invoice.created_at)}
        </time>
      </td>
      <td className={name}>
        <span className="font-medium break-words">{invoice.number ?? invoice.description ?? 'Invoice'}</span>
        {notes.length > 0 && <span className="block text-[0.8125rem] text-faint">{notes.join(' · ')}</span>}
      </td>
      <td className={status}>
        <Badge tone={look.tone}>{look.label}</Badge>
      </td>
      <td className={amount}>{formatMoney(invoice.total_cents, invoice.currency)}</td>
      <td className={files}>
        <InvoiceLinks invoice={invoice} />
      </td>
    </tr>
  )
}

function discountOf({ discount_cents: discount, currency }: InvoiceDetails): string | null {
  return discount > 0 ? `Discount ${formatMoney(discount, currency)}` : null
}

/** Stripe's page and Stripe's PDF of an invoice. */
function InvoiceLinks({ invoice }: { invoice: InvoiceDetails }) {
  const { hosted_invoice_url: page, invoice_pdf: pdf } = invoice
  const label = invoice.number ?? 'the invoice'
  return (
    <div className="mt-1.5 flex flex-wrap gap-2 md:mt-0 md:flex-nowrap md:justify-end">
      {page != null && (
        <Button variant={isPayable(invoice) ? 'primary' : 'secondary'} asChild>
          <a href={page} aria-label={`${isPayable(invoice) ? 'Pay' : 'View'} ${label}`}>
            {isPayable(invoice) ? 'Pay' : 'View'}
            <ArrowTopRightOnSquareIcon aria-hidden="true" className="size-4" />
          </a>
        </Button>
      )}
      {pdf != null && (
        <Button asChild>
          <a href={pdf} aria-label={`PDF of ${label}`}>
            <ArrowDownTrayIcon aria-hidden="true" className="size-4" />
            PDF
          </a>
        </Button>
      )}
    </div>
  )
}

/** Stands where the invoices will be. */
export function InvoiceTableSkeleton() {
  return (
    <div aria-hidden="true" className="divide-y divide-line">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="flex items-center gap-6 px-4 py-5 md:px-6">
          <Skeleton className="hidden w-24 md:block" />
          <Skeleton className="w-40 max-w-full md:w-52" />
          <Skeleton className="ml-auto hidden h-5 w-16 rounded-full md:block" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  )
}
