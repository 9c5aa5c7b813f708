import type { ChangePreview, ChangePreviewLine } from '@/api/types'
import { Line } from '@/components/ui/Line'
import { LoadingNote, Skeleton } from '@/components/ui/Skeleton'
import { formatDays, formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { everyInterval } from './prices'

/** What a change comes to: what is due today and for what, and what is paid from when. */
export function PreviewSummary({ preview, currentPlan }: { preview: ChangePreview; currentPlan: string }) {
  return preview.takes_effect === 'now' ? <TakesEffectNow preview={preview} /> : <TakesEffectLater preview={preview} currentPlan={currentPlan} />
}

function TakesEffectNow({ preview }: { preview: ChangePreview }) {
  const { currency, due_today_cents: due, credit_cents: credit, lines } = preview
  return (
    <>
      <dl className="divide-y divide-line">
        {lines.map((line, i) => (
          <Line key={i} term={<LineName line={line} />}>
            {formatMoney(line.amount_cents, currency)}
          </Line>
        ))}
        {credit > 0 && <Line term="Kept as credit for your next invoices">{formatMoney(credit, currency)}</Line>}
        <Line term="Due today" strong>
          {formatMoney(due, currency)}
        </Line>
      </dl>
      <p className="rounded-lg bg-sunken px-4 py-3">
        {`After that ${recurringWords(preview)}`}
        {preview.next_payment_at != null && `, next on ${formatLongDay(preview.next_payment_at)}`}.
        {due > 0 && <span className="block text-muted">The card on file is charged now, and the change is made at once.</span>}
      </p>
    </>
  )
}

function LineName({ line }: { line: ChangePreviewLine }) {
  return (
    <>
      {line.description ?? 'Adjustment'}
      {line.is_proration && <span className="block text-[0.8125rem] text-faint">{formatDays(line.period_start, line.period_end)}</span>}
    </>
  )
}

function TakesEffectLater({ preview, currentPlan }: { preview: ChangePreview; currentPlan: string }) {
  const day = formatLongDay(preview.takes_effect_at)
  return (
    <>
      <p className="text-muted">{`You keep ${currentPlan} until ${day}: it is paid for. You can take the change back until then.`}</p>
      <dl className="divide-y divide-line">
        <Line term="Due today" strong>
          {formatMoney(preview.due_today_cents, preview.currency)}
        </Line>
        <Line term={`From ${day}`}>{recurringWords(preview)}</Line>
      </dl>
    </>
  )
}

function recurringWords({ recurring_cents: amount, currency, interval }: ChangePreview): string {
  return `${formatMoney(amount, currency)} ${everyInterval(interval)}`
}

/** Stands where the preview will be. */
export function PreviewSkeleton() {
  return (
    <div>
      <LoadingNote>Asking Stripe what the change costs…</LoadingNote>
      {['w-56', 'w-64', 'w-24'].map((width) => (
        <div key={width} className="flex justify-between gap-4 py-3.5">
          <Skeleton className={width} />
          <Skeleton className="w-16" />
        </div>
      ))}
      <Skeleton className="mt-2 h-12 w-full rounded-lg" />
    </div>
  )
}
