/** What a colour says: good, take care, bad, neither, or ours. */
export type Tone = 'ok' | 'warn' | 'bad' | 'neutral' | 'accent'

/** Text on a soft ground of its tone. */
export const toneClasses: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  neutral: 'bg-neutral-soft text-muted',
  accent: 'bg-accent-soft text-accent-text',
}
