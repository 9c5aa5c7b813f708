const home = '/account/subscription'

/** Where to go after signing in: an address of this app, never another site's. */
export function nextOf(search: URLSearchParams): string {
  const next = search.get('next')
  if (next === null || !next.startsWith('/') || !URL.canParse(next, window.location.origin)) return home
  const url = new URL(next, window.location.origin)
  return url.origin === window.location.origin && !next.startsWith('//') ? url.pathname + url.search + url.hash : home
}

/** The same question for the next page of the sign-in. */
export function keepNext(path: string, search: URLSearchParams): string {
  const next = search.get('next')
  return next === null ? path : `${path}?next=${encodeURIComponent(next)}`
}
