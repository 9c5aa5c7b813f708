import { DocumentTextIcon } from '@heroicons/react/24/outline'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { InvoiceStatus } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { FilterSelect } from '@/components/ui/FilterSelect'
import { PageHeader } from '@/components/ui/PageHeader'
import { Pager } from '@/components/ui/Pager'
import { LoadingNote } from '@/components/ui/Skeleton'
import { billingKeys } from '@/features/billing/hooks'
import { getInvoices, invoicePageSize } from '@/features/invoices/api'
import { InvoiceTable, InvoiceTableSkeleton } from '@/features/invoices/InvoiceTable'
import { invoiceStatuses, invoiceStatusOf, listedStatuses } from '@/features/invoices/invoiceStatuses'
import { useFocusOnPaging } from '@/lib/useFocusOnPaging'
import { usePaging } from '@/lib/usePaging'

const options = listedStatuses.map((value) => ({ value, label: invoiceStatuses[value].label }))

/** All invoices of the user, newest first, with Stripe's page and PDF of each. */
export default function InvoicesPage() {
  const paging = usePaging()
  const status = invoiceStatusOf(paging.filterOf('status'))
  const query = { cursor: paging.cursor, status }
  const invoices = useQuery({ queryKey: [...billingKeys.invoices, query], queryFn: () => getInvoices(query), placeholderData: keepPreviousData })
  const list = useFocusOnPaging(paging.cursor, invoices.isPlaceholderData)
  const { data } = invoices
  return (
    <>
      <PageHeader
        title="Invoices"
        description="What was billed for your plan, to view, pay and file."
        actions={<FilterSelect label="Status" all="All statuses" value={status} onChange={(next) => paging.filter({ status: next })} options={options} />}
      />
      {invoices.isError && (
        <ErrorState
          title="Your invoices could not be loaded"
          error={invoices.error}
          onRetry={() => void invoices.refetch()}
          retrying={invoices.isFetching}
        />
      )}
      <div ref={list} tabIndex={-1} className="scroll-mt-20 outline-none">
        {invoices.isPending && (
          <Card>
            <LoadingNote>Loading your invoices…</LoadingNote>
            <InvoiceTableSkeleton />
          </Card>
        )}
        {data !== undefined && (
          <Card className="overflow-hidden">
            {data.invoices.length === 0 ? (
              <NoInvoices status={status} onShowAll={() => paging.filter({ status: null })} />
            ) : (
              <InvoiceTable invoices={data.invoices} isBusy={invoices.isPlaceholderData} />
            )}
          </Card>
        )}
      </div>
      {data !== undefined && data.invoices.length > 0 && (
        <Pager
          noun="invoices"
          before={paging.before}
          onPage={data.invoices.length}
          total={null}
          onNewer={paging.cursor === null ? null : () => paging.newer(invoicePageSize)}
          onOlder={data.next_cursor == null ? null : () => paging.older(data.next_cursor!, data.invoices.length)}
        />
      )}
    </>
  )
}

function NoInvoices({ status, onShowAll }: { status: InvoiceStatus | null; onShowAll: () => void }) {
  if (status !== null) {
    return (
      <EmptyState
        Icon={DocumentTextIcon}
        title={`No invoices with the status “${invoiceStatuses[status].label}”`}
        action={<Button onClick={onShowAll}>Show all invoices</Button>}
      >
        There may be invoices with another status.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      Icon={DocumentTextIcon}
      title="No invoices yet"
      action={
        <Button variant="primary" asChild>
          <Link to="/account/subscription">See the plans</Link>
        </Button>
      }
    >
      Each payment for a plan has an invoice. It will be here, with its PDF.
    </EmptyState>
  )
}
