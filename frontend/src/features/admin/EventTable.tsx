import { Link } from 'react-router'
import type { EventSummary } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, Table } from '@/components/ui/Table'
import { formatMoment, formatTime } from '@/lib/date'
import { eventLook, lagOf } from './eventStatuses'

const columns = ['Event', 'Type', 'Status', { name: 'Attempts', isNumber: true }, { name: 'Lag', isNumber: true }, { name: 'Received', isNumber: true }]

/** Events, latest received first. */
export function EventTable({ events, isBusy }: { events: readonly EventSummary[]; isBusy: boolean }) {
  return (
    <Table label="Events" columns={columns} busy={isBusy}>
      {events.map((event) => (
        <EventRow key={event.id} event={event} />
      ))}
    </Table>
  )
}

function EventRow({ event }: { event: EventSummary }) {
  const look = eventLook(event)
  return (
    <Row>
      <Cell isWide>
        <Link to={`/admin/events/${event.id}`} className="block max-w-44 truncate rounded-sm font-medium hover:underline max-xl:max-w-full" title={event.id}>
          {event.id}
        </Link>
        {event.object_id != null && (
          <span className="block max-w-44 truncate text-[0.8125rem] text-faint max-xl:max-w-full" title={event.object_id}>
            {event.object_id}
          </span>
        )}
      </Cell>
      <Cell isWide>
        <span className="break-words">{event.type}</span>
        <Note event={event} />
      </Cell>
      <Cell label="Status">
        <Badge tone={look.tone}>{look.label}</Badge>
      </Cell>
      <Cell label="Attempts" isNumber>
        {event.attempts}
      </Cell>
      <Cell label="Lag" isNumber>
        {lagOf(event) ?? '–'}
      </Cell>
      <Cell label="Received" isNumber>
        <time dateTime={event.received_at} title={formatMoment(event.received_at)}>
          {formatTime(event.received_at)}
        </time>
      </Cell>
    </Row>
  )
}

function Note({ event: { last_error: error, outcome, next_attempt_at: next, status } }: { event: EventSummary }) {
  const isOpen = status === 'pending' || status === 'dead'
  if (isOpen && error != null) {
    return (
      <span className="block text-[0.8125rem] break-words text-bad">
        {error}
        {next != null && status === 'pending' && ` · next try ${formatTime(next)}`}
      </span>
    )
  }
  return outcome == null ? null : <span className="block text-[0.8125rem] break-words text-faint">{outcome}</span>
}
