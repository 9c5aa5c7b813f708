import { useEffect, useRef } from 'react'
import { Card } from '@/components/ui/Card'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote } from '@/components/ui/Skeleton'
import { historyPageSize } from '@/features/billing/api'
import { usePaymentHistory } from '@/features/billing/hooks'
import { EmptyHistory } from '@/features/history/EmptyHistory'
import { HistoryPager } from '@/features/history/HistoryPager'
import { PaymentTable, PaymentTableSkeleton } from '@/features/history/PaymentTable'
import { StatusFilter } from '@/features/history/StatusFilter'
import { usePaging } from '@/features/history/usePaging'

/** All payments of the user, newest first. */
export default function PaymentHistoryPage() {
  const paging = usePaging()
  const history = usePaymentHistory({ cursor: paging.cursor, status: paging.status })
  const list = useFocusOnPaging(paging.cursor, history.isPlaceholderData)
  const { data } = history
  return (
    <>
      <PageHeader
        title="Payment history"
        description="Every charge, refund and failed attempt on your account."
        actions={<StatusFilter value={paging.status} onChange={paging.filter} />}
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
              <EmptyHistory status={paging.status} onShowAll={() => paging.filter(null)} />
            ) : (
              <PaymentTable payments={data.transactions} isBusy={history.isPlaceholderData} />
            )}
          </Card>
        )}
      </div>
      {data !== undefined && data.transactions.length > 0 && (
        <HistoryPager
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

/** Another page begins at its top, for eyes and for screen readers. */
function useFocusOnPaging(cursor: string | null, isLoading: boolean) {
  const list = useRef<HTMLDivElement>(null)
  const shown = useRef(cursor)
  useEffect(() => {
    if (isLoading || shown.current === cursor) return
    shown.current = cursor
    list.current?.focus()
    list.current?.scrollIntoView?.({ block: 'start' })
  }, [cursor, isLoading])
  return list
}
