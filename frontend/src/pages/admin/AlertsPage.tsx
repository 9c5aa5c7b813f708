import { CheckCircleIcon } from '@heroicons/react/24/outline'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { ListSkeleton } from '@/components/ui/ListSkeleton'
import { PageHeader } from '@/components/ui/PageHeader'
import { Pager } from '@/components/ui/Pager'
import { AlertTable } from '@/features/admin/AlertTable'
import { adminKeys, adminPageSize, getAlerts } from '@/features/admin/api'
import { useFocusOnPaging } from '@/lib/useFocusOnPaging'
import { usePaging } from '@/lib/usePaging'

/** What only a person can mend, for operators. */
export default function AlertsPage() {
  const paging = usePaging()
  const query = { cursor: paging.cursor }
  const alerts = useQuery({ queryKey: [...adminKeys.alerts, query], queryFn: () => getAlerts(query), placeholderData: keepPreviousData })
  const list = useFocusOnPaging(paging.cursor, alerts.isPlaceholderData)
  const { data } = alerts
  return (
    <>
      <PageHeader title="Alerts" description="What only a person can mend. Each is raised once for what it is about." />
      {alerts.isError && (
        <ErrorState title="The alerts could not be loaded" error={alerts.error} onRetry={() => void alerts.refetch()} retrying={alerts.isFetching} />
      )}
      <div ref={list} tabIndex={-1} className="scroll-mt-20 outline-none">
        {alerts.isPending && <ListSkeleton>Loading the alerts…</ListSkeleton>}
        {data !== undefined && (
          <Card className="overflow-hidden">
            {data.alerts.length === 0 ? (
              <EmptyState Icon={CheckCircleIcon} title="Nothing needs you">
                Disputes, refunds that came back, dead events, second subscriptions and unknown prices will be here.
              </EmptyState>
            ) : (
              <AlertTable alerts={data.alerts} isBusy={alerts.isPlaceholderData} />
            )}
          </Card>
        )}
      </div>
      {data !== undefined && data.alerts.length > 0 && (
        <Pager
          noun="alerts"
          before={paging.before}
          onPage={data.alerts.length}
          total={null}
          onNewer={paging.cursor === null ? null : () => paging.newer(adminPageSize)}
          onOlder={data.next_cursor == null ? null : () => paging.older(data.next_cursor!, data.alerts.length)}
        />
      )}
    </>
  )
}
