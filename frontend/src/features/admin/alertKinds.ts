import type { Tone } from '@/components/ui/tones'

interface AlertLook {
  label: string
  tone: Tone
}

/** What needs a person, in words and colour. */
const alertKinds: Record<string, AlertLook> = {
  duplicate_subscription: { label: 'Second subscription', tone: 'warn' },
  unknown_price: { label: 'Unknown price', tone: 'warn' },
  dead_event: { label: 'Dead event', tone: 'bad' },
  dispute_opened: { label: 'Dispute opened', tone: 'bad' },
  dispute_lost: { label: 'Dispute lost', tone: 'neutral' },
  refund_failed: { label: 'Refund failed', tone: 'bad' },
}

/** The words for a kind of alert; a kind that a newer API has is told as it is. */
export function alertLook(kind: string): AlertLook {
  return alertKinds[kind] ?? { label: kind.replaceAll('_', ' '), tone: 'warn' }
}

/** Where the subject of an alert is seen and mended here; null where that is Stripe's Dashboard. */
export function placeOf({ kind, subject_id: subject }: { kind: string; subject_id: string }): { to: string; label: string } | null {
  switch (kind) {
    case 'dead_event':
      return { to: `/admin/events/${encodeURIComponent(subject)}`, label: 'See the event' }
    case 'duplicate_subscription':
      return { to: '/admin/duplicates', label: 'See the duplicates' }
    default:
      return null
  }
}
