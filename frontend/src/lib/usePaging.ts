import { useLocation, useNavigate, useSearchParams } from 'react-router'

/** What the pages before were; kept with the browser's own history, so that Back and a reload know it too. */
interface Trail {
  /** Cursors of the pages before, the newest page's first; that one has none. */
  readonly before: readonly (string | null)[]
  /** How many rows they hold. */
  readonly count: number
}

const newest: Trail = { before: [], count: 0 }

/** Where in a list one is: filters and cursor in the address. */
export function usePaging() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const location = useLocation()
  const trail = (location.state as Trail | null) ?? newest
  const cursor = search.get('cursor')

  const goTo = (next: URLSearchParams, to: string | null, state: Trail) => {
    if (to === null) next.delete('cursor')
    else next.set('cursor', to)
    void navigate({ search: next.toString() }, { state })
  }
  const filters = () => new URLSearchParams(search)

  return {
    cursor,
    /** How many rows come before this page; null when an address was opened in its middle. */
    before: cursor === null ? 0 : trail.before.length > 0 ? trail.count : null,
    /** The value of a filter; null for none. */
    filterOf: (name: string) => search.get(name),
    /** Shows the newest rows with other filters; null or nothing takes one away. */
    filter: (values: Record<string, string | null>) => {
      const next = filters()
      for (const [name, value] of Object.entries(values)) {
        if (value === null || value === '') next.delete(name)
        else next.set(name, value)
      }
      goTo(next, null, newest)
    },
    older: (next: string, onThisPage: number) =>
      goTo(filters(), next, { before: [...trail.before, cursor], count: trail.count + onThisPage }),
    /** Back by one page, or to the newest where the one before is not known. */
    newer: (pageSize: number) =>
      goTo(filters(), trail.before.at(-1) ?? null, { before: trail.before.slice(0, -1), count: Math.max(0, trail.count - pageSize) }),
  }
}
