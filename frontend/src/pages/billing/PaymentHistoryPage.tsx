import { Card } from '@/components/ui/Card'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { Pager } from '@/components/ui/Pager'
import { LoadingNote } from '@/components/ui/Skeleton'
import { getHistoryCsv, historyPageSize } from '@/features/billing/api'
import { DownloadButton } from '@/features/billing/DownloadButton'
import { usePaymentHistory } from '@/features/billing/hooks'
import { EmptyHistory } from '@/features/history/EmptyHistory'
import { PaymentTable, PaymentTableSkeleton } from '@/features/history/PaymentTable'
import { StatusFilter } from '@/features/history/StatusFilter'
import { statusOf } from '@/features/history/paymentStatuses'
import { useFocusOnPaging } from '@/lib/useFocusOnPaging'
import { usePaging } from '@/lib/usePaging'

/** All payments of the user, newest first. */
export default function PaymentHistoryPage() {
  const paging = usePaging()
  const status = statusOf(paging.filterOf('status'))
  const history = usePaymentHistory({ cursor: paging.cursor, status })
  const list = useFocusOnPaging(paging.cursor, history.isPlaceholderData)
  const { data } = history
  return (
    <>
      <PageHeader
        title="Payment history"
        description="Every charge, refund and failed attempt on your account."
        actions={
          <div className="flex flex-wrap items-start gap-2">
            <StatusFilter value={status} onChange={(next) => paging.filter({ status: next })} />
            <DownloadButton fetchFile={getHistoryCsv} fileName={() => `payments-${new Date().toISOString().slice(0, 10)}.csv`}>
              Download CSV
            </DownloadButton>
          </div>
        }
      />
      {history.isError && (
        <ErrorState
          title="Your payments could not be loaded"
          error={history.error}
          onRetry={() => void history.refetch()}
          retrying={history.isFetching}
        />
      )}
      <div ref={list} tabIndex={-1} className="scroll-mt-20 outline-none">
        {history.isPending && (
          <Card>
            <LoadingNote>Loading your payments…</LoadingNote>
            <PaymentTableSkeleton />
          </Card>
        )}
        {data !== undefined && (
          <Card className="overflow-hidden">
            {data.transactions.length === 0 ? (
              <EmptyHistory status={status} onShowAll={() => paging.filter({ status: null })} />
            ) : (
              <PaymentTable payments={data.transactions} isBusy={history.isPlaceholderData} />
            )}
          </Card>
        )}
      </div>
      {data !== undefined && data.transactions.length > 0 && (
        <Pager
          noun="payments"
          before={paging.before}
          onPage={data.transactions.length}
          total={data.total ?? null}
          onNewer={paging.cursor === null ? null : () => paging.newer(historyPageSize)}
          onOlder={data.next_cursor == null ? null : () => paging.older(data.next_cursor!, data.transactions.length)}
        />
      )}
    </>
  )
}
