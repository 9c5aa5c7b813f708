import { ArrowLeftIcon, ArrowTopRightOnSquareIcon, PrinterIcon } from '@heroicons/react/20/solid'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { ApiProblem } from '@/api/problem'
import type { PaymentReceipt } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote, Skeleton } from '@/components/ui/Skeleton'
import { getPayment } from '@/features/billing/api'
import { DownloadButton } from '@/features/billing/DownloadButton'
import { billingKeys } from '@/features/billing/hooks'
import { ReceiptSheet } from '@/features/history/ReceiptSheet'
import { isPaid } from '@/features/history/receiptRows'

/** One payment: its receipt, to print, to save and to look up at Stripe. */
export default function ReceiptPage() {
  const { id = '' } = useParams()
  const payment = useQuery({ queryKey: [...billingKeys.payment, id], queryFn: () => getPayment(id) })
  return (
    <>
      <p className="mb-3 print:hidden">
        <Link to="/billing/history" className="inline-flex items-center gap-1.5 rounded-sm font-medium text-muted hover:text-ink">
          <ArrowLeftIcon aria-hidden="true" className="size-4" />
          Payment history
        </Link>
      </p>
      {payment.isPending && <Loading />}
      {payment.isError && <Failed error={payment.error} onRetry={() => void payment.refetch()} retrying={payment.isFetching} />}
      {payment.data !== undefined && (
        <>
          <PageHeader
            title={isPaid(payment.data) ? 'Receipt' : 'Payment'}
            description={payment.data.receipt_number}
            actions={<Actions receipt={payment.data} />}
          />
          <ReceiptSheet receipt={payment.data} />
        </>
      )}
    </>
  )
}

function Actions({ receipt }: { receipt: PaymentReceipt }) {
  const { invoice, receipt_url: receiptUrl } = receipt
  return (
    <div className="flex flex-wrap items-start gap-2 print:hidden">
      {invoice?.hosted_invoice_url != null && <StripeLink href={invoice.hosted_invoice_url}>Stripe’s invoice</StripeLink>}
      {receiptUrl != null && <StripeLink href={receiptUrl}>Stripe’s receipt</StripeLink>}
      {isPaid(receipt) && (
        <>
          <Button onClick={() => window.print()}>
            <PrinterIcon aria-hidden="true" className="size-4" />
            Print
          </Button>
          <DownloadButton variant="primary" fetchFile={() => makePdf(receipt)} fileName={() => `receipt-${receipt.receipt_number}.pdf`}>
            Download PDF
          </DownloadButton>
        </>
      )}
    </div>
  )
}

function StripeLink({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <a href={href}>
        {children}
        <ArrowTopRightOnSquareIcon aria-hidden="true" className="size-4" />
      </a>
    </Button>
  )
}

/** The code and the fonts that make a PDF are loaded when somebody wants one. */
async function makePdf(receipt: PaymentReceipt): Promise<Blob> {
  const { receiptPdf } = await import('@/features/history/receiptPdf')
  return receiptPdf(receipt)
}

function Loading() {
  return (
    <>
      <LoadingNote>Loading the payment…</LoadingNote>
      <Skeleton className="mb-3 h-7 w-40" />
      <Card className="max-w-2xl p-5 sm:p-8">
        <Skeleton className="h-8 w-32" />
        <Skeleton className="mt-3 w-48" />
        <Skeleton className="mt-10 h-24 w-full" />
      </Card>
    </>
  )
}

function Failed({ error, onRetry, retrying }: { error: unknown; onRetry: () => void; retrying: boolean }) {
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) {
    return <PageHeader title="We do not know this payment" description="It may belong to another account." />
  }
  return (
    <>
      <PageHeader title="Receipt" />
      <ErrorState title="The payment could not be loaded" error={error} onRetry={onRetry} retrying={retrying} />
    </>
  )
}
