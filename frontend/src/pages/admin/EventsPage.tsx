import { BoltIcon } from '@heroicons/react/24/outline'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { sentenceOf } from '@/api/problem'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { ListSkeleton } from '@/components/ui/ListSkeleton'
import { PageHeader } from '@/components/ui/PageHeader'
import { Pager } from '@/components/ui/Pager'
import { adminKeys, adminPageSize, getEvents, replayDeadEvents } from '@/features/admin/api'
import { EventFilters, eventStatusOf } from '@/features/admin/EventFilters'
import { EventTable } from '@/features/admin/EventTable'
import { useFocusOnPaging } from '@/lib/useFocusOnPaging'
import { usePaging } from '@/lib/usePaging'

/** Waiting events settle by themselves: the list is looked at again this often. */
const refreshMs = 10_000

/** What Stripe sent, for operators. */
export default function EventsPage() {
  const paging = usePaging()
  const filters = { status: eventStatusOf(paging.filterOf('status')), type: paging.filterOf('type'), customer: paging.filterOf('customer') }
  const query = { cursor: paging.cursor, ...filters }
  const events = useQuery({
    queryKey: [...adminKeys.events, query],
    queryFn: () => getEvents(query),
    placeholderData: keepPreviousData,
    refetchInterval: paging.cursor === null ? refreshMs : false,
  })
  const list = useFocusOnPaging(paging.cursor, events.isPlaceholderData)
  const { data } = events
  return (
    <>
      <PageHeader
        title="Events"
        description="What Stripe sent, what was done with it, and what needs you."
        actions={
          <Button asChild>
            <Link to="/admin/reconciliation">Reconcile with Stripe</Link>
          </Button>
        }
      />
      <DeadEvents />
      <EventFilters {...filters} onChange={paging.filter} />
      {events.isError && (
        <ErrorState title="The events could not be loaded" error={events.error} onRetry={() => void events.refetch()} retrying={events.isFetching} />
      )}
      <div ref={list} tabIndex={-1} className="scroll-mt-20 outline-none">
        {events.isPending && <ListSkeleton>Loading the events…</ListSkeleton>}
        {data !== undefined && (
          <Card className="overflow-hidden">
            {data.events.length === 0 ? (
              <EmptyState Icon={BoltIcon} title="No events">
                Nothing was received that fits the filter.
              </EmptyState>
            ) : (
              <EventTable events={data.events} isBusy={events.isPlaceholderData} />
            )}
          </Card>
        )}
      </div>
      {data !== undefined && data.events.length > 0 && (
        <Pager
          noun="events"
          before={paging.before}
          onPage={data.events.length}
          total={null}
          onNewer={paging.cursor === null ? null : () => paging.newer(adminPageSize)}
          onOlder={data.next_cursor == null ? null : () => paging.older(data.next_cursor!, data.events.length)}
        />
      )}
    </>
  )
}

/** How many dead events are counted at most. */
const maxCounted = 100

/** Events that were given up: they need a person. */
function DeadEvents() {
  const queryClient = useQueryClient()
  const dead = useQuery({ queryKey: [...adminKeys.events, 'dead'], queryFn: () => getEvents({ status: 'dead', limit: maxCounted }) })
  const replay = useMutation({ mutationFn: replayDeadEvents, onSettled: () => queryClient.invalidateQueries({ queryKey: adminKeys.events }) })
  const count = dead.data?.events.length ?? 0
  const words = dead.data?.next_cursor == null ? String(count) : `more than ${maxCounted}`
  if (replay.isSuccess && count === 0) {
    return <Banner tone="ok" className="mb-4" title={`${replay.data.replayed} ${replay.data.replayed === 1 ? 'event is' : 'events are'} processed again`} />
  }
  if (count === 0) return null
  return (
    <Banner
      tone="bad"
      className="mb-4"
      title={count === 1 ? 'One event is dead' : `${words} events are dead`}
      actions={
        <Button busy={replay.isPending} onClick={() => replay.mutate()}>
          {`Replay all dead (${words})`}
        </Button>
      }
    >
      {replay.error === null ? 'They were tried again and again and given up. Mend the cause, then replay them: nothing is done twice.' : sentenceOf(replay.error)}
    </Banner>
  )
}
