import { ArrowLeftIcon } from '@heroicons/react/20/solid'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { sentenceOf } from '@/api/problem'
import type { EventDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { ErrorState } from '@/components/ui/ErrorState'
import { Line } from '@/components/ui/Line'
import { ListSkeleton } from '@/components/ui/ListSkeleton'
import { PageHeader } from '@/components/ui/PageHeader'
import { adminKeys, getEvent, replayEvent } from '@/features/admin/api'
import { canReplay, eventLook, lagOf } from '@/features/admin/eventStatuses'
import { formatMoment } from '@/lib/date'

/** Looked at this often while it is on its way. */
const pollMs = 1500

/** One event: what came, what was tried, and another try. */
export default function EventPage() {
  const { id = '' } = useParams()
  const event = useQuery({
    queryKey: [...adminKeys.event, id],
    queryFn: () => getEvent(id),
    refetchInterval: ({ state: { data } }) => (data?.status === 'pending' || data?.status === 'processing' ? pollMs : false),
  })
  return (
    <>
      <p className="mb-3">
        <Link to="/admin/events" className="inline-flex items-center gap-1.5 rounded-sm font-medium text-muted hover:text-ink">
          <ArrowLeftIcon aria-hidden="true" className="size-4" />
          Events
        </Link>
      </p>
      <PageHeader title={event.data?.type ?? 'Event'} description={id} actions={event.data !== undefined && <Replay event={event.data} />} />
      {event.isPending && <ListSkeleton>Loading the event…</ListSkeleton>}
      {event.isError && (
        <ErrorState title="The event could not be loaded" error={event.error} onRetry={() => void event.refetch()} retrying={event.isFetching} />
      )}
      {event.data !== undefined && <Details event={event.data} />}
    </>
  )
}

function Replay({ event }: { event: EventDetails }) {
  const queryClient = useQueryClient()
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => replayEvent(event.id),
    onSuccess: (replayed) => {
      queryClient.setQueryData([...adminKeys.event, event.id], replayed)
      void queryClient.invalidateQueries({ queryKey: adminKeys.events })
    },
  })
  return (
    <div className="flex flex-col items-end gap-1">
      <Button variant="primary" busy={isPending} disabled={!canReplay(event.status) || event.payload == null} onClick={() => mutate()}>
        Replay
      </Button>
      <p role="status" className="text-[0.8125rem] text-muted">
        {isSuccess && 'It is processed again.'}
        {error !== null && sentenceOf(error)}
      </p>
    </div>
  )
}

function Details({ event }: { event: EventDetails }) {
  const look = eventLook(event)
  const moment = (iso: string | null | undefined) => (iso == null ? null : <time dateTime={iso}>{formatMoment(iso)}</time>)
  const facts: [string, React.ReactNode][] = [
    ['Status', <Badge key="status" tone={look.tone}>{look.label}</Badge>],
    ['Outcome', event.outcome],
    ['Object', event.object_id],
    ['Created at Stripe', moment(event.created_at)],
    ['Received', moment(event.received_at)],
    ['Processed', moment(event.processed_at)],
    ['Lag', lagOf(event)],
    ['Next try', event.status === 'pending' ? moment(event.next_attempt_at) : null],
    ['Attempts', event.attempts],
    ['API version', event.api_version],
    ['Mode', event.livemode ? 'Live' : 'Test'],
  ]
  return (
    <div className="space-y-4">
      <Card className="px-5 py-2 sm:px-6">
        <dl className="divide-y divide-line">
          {facts.filter(([, value]) => value != null).map(([term, value]) => (
            <Line key={term} term={term}>
              {value}
            </Line>
          ))}
        </dl>
      </Card>
      {event.failed_attempts.length > 0 && (
        <Card className="p-5 sm:px-6">
          <h2 className="mb-2">Attempts that failed</h2>
          <ol className="divide-y divide-line">
            {event.failed_attempts.map(({ number, failed_at: at, error }) => (
              <li key={number} className="py-2.5">
                <p className="text-[0.8125rem] text-faint">{`${number} · ${formatMoment(at)}`}</p>
                <p className="break-words">{error}</p>
              </li>
            ))}
          </ol>
        </Card>
      )}
      <Card className="p-5 sm:px-6">
        <h2 className="mb-2">Payload</h2>
        {event.payload == null ? (
          <Banner tone="neutral" title="The payload was removed">
            Payloads are kept for a while only; this event cannot be replayed any more.
          </Banner>
        ) : (
          <pre className="rounded-lg bg-sunken p-4 font-mono text-xs/5 break-all whitespace-pre-wrap">{JSON.stringify(event.payload, null, 2)}</pre>
        )}
      </Card>
    </div>
  )
}
