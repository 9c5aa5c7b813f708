import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { PaymentStatus } from '@/api/types'
import { statusOf } from './paymentStatuses'

/** What the pages before were; kept with the browser's own history, so that Back and a reload know it too. */
interface Trail {
  /** Cursors of the pages before, the newest page's first; that one has none. */
  readonly before: readonly (string | null)[]
  /** How many payments they hold. */
  readonly count: number
}

const newest: Trail = { before: [], count: 0 }

/** Where in the history one is: filter and cursor in the address. */
export function usePaging() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const location = useLocation()
  const trail = (location.state as Trail | null) ?? newest
  const cursor = search.get('cursor')
  const status = statusOf(search.get('status'))

  const goTo = (to: { cursor: string | null; status: PaymentStatus | null }, state: Trail) => {
    const next = new URLSearchParams()
    if (to.status !== null) next.set('status', to.status)
    if (to.cursor !== null) next.set('cursor', to.cursor)
    void navigate({ search: next.toString() }, { state })
  }

  return {
    cursor,
    status,
    /** How many payments come before this page; null when an address was opened in its middle. */
    before: cursor === null ? 0 : trail.before.length > 0 ? trail.count : null,
    filter: (next: PaymentStatus | null) => goTo({ cursor: null, status: next }, newest),
    older: (next: string, onThisPage: number) =>
      goTo({ cursor: next, status }, { before: [...trail.before, cursor], count: trail.count + onThisPage }),
    /** Back by one page, or to the newest where the one before is not known. */
    newer: (pageSize: number) =>
      goTo(
        { cursor: trail.before.at(-1) ?? null, status },
        { before: trail.before.slice(0, -1), count: Math.max(0, trail.count - pageSize) },
      ),
  }
}
