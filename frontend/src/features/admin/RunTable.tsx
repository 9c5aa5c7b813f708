import type { ReconciliationDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, Table } from '@/components/ui/Table'
import type { Tone } from '@/components/ui/tones'
import { formatMoment, formatTime } from '@/lib/date'

const columns = [
  'Begun',
  'Result',
  { name: 'Checked', isNumber: true },
  { name: 'Differed', isNumber: true },
  { name: 'Mended', isNumber: true },
]

/** Comparisons with Stripe, newest first. */
export function RunTable({ runs }: { runs: readonly ReconciliationDetails[] }) {
  return (
    <Table label="Comparisons" columns={columns}>
      {runs.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </Table>
  )
}

function RunRow({ run }: { run: ReconciliationDetails }) {
  const look = lookOf(run)
  return (
    <Row>
      <Cell isWide>
        <time dateTime={run.started_at} title={formatMoment(run.started_at)} className="font-medium">
          {formatTime(run.started_at)}
        </time>
        <span className="block text-[0.8125rem] text-faint">{`since ${formatTime(run.since)}`}</span>
      </Cell>
      <Cell isWide>
        <Badge tone={look.tone}>{look.label}</Badge>
        {run.error != null && <span className="mt-1 block text-[0.8125rem] break-words text-bad">{run.error}</span>}
        {run.report != null && (
          <details className="mt-1.5 text-[0.8125rem]">
            <summary className="w-fit cursor-pointer rounded-sm font-medium text-accent-text">What differed</summary>
            <pre className="mt-1.5 rounded-lg bg-sunken p-3 font-mono text-xs/5 break-all whitespace-pre-wrap">{JSON.stringify(run.report, null, 2)}</pre>
          </details>
        )}
      </Cell>
      <Cell label="Checked" isNumber>
        {run.checked.toLocaleString()}
      </Cell>
      <Cell label="Differed" isNumber>
        {run.drifted.toLocaleString()}
      </Cell>
      <Cell label="Mended" isNumber>
        {run.healed.toLocaleString()}
      </Cell>
    </Row>
  )
}

function lookOf(run: ReconciliationDetails): { label: string; tone: Tone } {
  if (run.error != null) return { label: 'Failed', tone: 'bad' }
  if (isRunning(run)) return { label: 'Running', tone: 'accent' }
  if (run.finished_at == null) return { label: 'Cut off', tone: 'warn' }
  if (run.drifted === 0) return { label: 'Nothing differed', tone: 'ok' }
  return run.healed >= run.drifted ? { label: 'All mended', tone: 'ok' } : { label: 'Not all mended', tone: 'warn' }
}

/** A comparison takes minutes; one without an end that was begun long ago was cut off. */
const longestRunMs = 6 * 3_600_000

/** Whether it is still under way. */
export function isRunning({ finished_at: end, error, started_at: begun }: ReconciliationDetails): boolean {
  return end == null && error == null && Date.now() - Date.parse(begun) < longestRunMs
}
