import type { EventSummary, InboxEventStatus } from '@/api/types'
import type { Tone } from '@/components/ui/tones'

/** Where an event stands, in words and colour. */
export const eventStatuses: Record<InboxEventStatus, { label: string; tone: Tone }> = {
  pending: { label: 'Waiting', tone: 'warn' },
  processing: { label: 'Processing', tone: 'accent' },
  processed: { label: 'Processed', tone: 'ok' },
  ignored: { label: 'Ignored', tone: 'neutral' },
  dead: { label: 'Dead', tone: 'bad' },
}

/** The word for an event: one that has failed and is tried again says so. */
export function eventLook({ status, attempts }: Pick<EventSummary, 'status' | 'attempts'>): { label: string; tone: Tone } {
  return status === 'pending' && attempts > 0 ? { label: 'Retrying', tone: 'warn' } : eventStatuses[status]
}

/** Whether it can be processed again. */
export function canReplay(status: InboxEventStatus): boolean {
  return status !== 'processing'
}

/** From received to applied: 42 ms, 3.1 s; null before. */
export function lagOf({ received_at: received, processed_at: processed }: Pick<EventSummary, 'received_at' | 'processed_at'>): string | null {
  if (processed == null) return null
  const ms = Math.max(0, Date.parse(processed) - Date.parse(received))
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000).toLocaleString()} min`
}
