/** A day as the reader's locale writes it, 18 Nov 2026 for example. */
export function formatDay(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(iso))
}

/** A day in words, 18 November 2026 for example. */
export function formatLongDay(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(iso))
}

/** The days from one to another: Nov 18 – Dec 18, 2026. */
export function formatDays(from: string, to: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).formatRange(new Date(from), new Date(to))
}

/** A moment of a log: the day and the time to the second. */
export function formatTime(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso))
}

/** The exact moment with the reader's time zone. */
export function formatMoment(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(iso))
}
