import { Link } from 'react-router'
import type { AlertDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Cell, Row, Table } from '@/components/ui/Table'
import { formatMoment, formatTime } from '@/lib/date'
import { alertLook, placeOf } from './alertKinds'

const columns = ['Alert', 'What to do', { name: 'Raised', isNumber: true }, { name: 'Actions', isHidden: true }]

/** Alerts, latest first. */
export function AlertTable({ alerts, isBusy }: { alerts: readonly AlertDetails[]; isBusy: boolean }) {
  return (
    <Table label="Alerts" columns={columns} busy={isBusy}>
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </Table>
  )
}

function AlertRow({ alert }: { alert: AlertDetails }) {
  const look = alertLook(alert.kind)
  const place = placeOf(alert)
  return (
    <Row>
      <Cell isWide isNoWrap>
        <Badge tone={look.tone}>{look.label}</Badge>
        <span className="mt-1 block text-[0.8125rem] break-all text-faint">{alert.subject_id}</span>
      </Cell>
      <Cell isWide>{alert.message}</Cell>
      <Cell label="Raised" isWide isNumber>
        <time dateTime={alert.raised_at} title={formatMoment(alert.raised_at)}>
          {formatTime(alert.raised_at)}
        </time>
        <span className="block text-[0.8125rem] text-faint">{alert.mailed_at == null ? 'Not mailed' : `Mailed ${formatTime(alert.mailed_at)}`}</span>
      </Cell>
      <Cell isWide isNumber>
        {place !== null && (
          <Button asChild>
            <Link to={place.to} aria-label={`${place.label} of ${alert.subject_id}`}>
              {place.label}
            </Link>
          </Button>
        )}
      </Cell>
    </Row>
  )
}
