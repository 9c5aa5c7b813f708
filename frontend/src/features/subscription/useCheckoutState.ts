import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CheckoutSessionState } from '@/api/types'
import { getCheckoutSession } from '@/features/billing/api'
import { billingKeys } from '@/features/billing/hooks'
import { isLive } from './subscriptionStatuses'

/** How often is asked: soon at first, then every five seconds, for about a minute. */
const waitsMs = [500, 1000, 1000, 2000, 2000, 3000, ...Array<number>(10).fill(5000)]

/** Whether the answer is the last word: a paid checkout with its subscription, or one that has expired. */
export function isSettled({ status, subscription }: CheckoutSessionState): boolean {
  return status === 'expired' || (status === 'complete' && isLive(subscription))
}

/**
 * Asks how a checkout stands until it is settled; the subscription page then knows the new plan without asking.
 * An open checkout is asked about again too: Stripe may send the browser back before it has closed it.
 */
export function useCheckoutState(sessionId: string) {
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState(0)
  const state = useQuery({
    queryKey: ['billing', 'checkout', sessionId],
    queryFn: () => getCheckoutSession(sessionId),
    staleTime: 0,
    refetchInterval: (query) => {
      const isOver = query.state.status === 'error' || (query.state.data !== undefined && isSettled(query.state.data))
      return isOver ? false : (waitsMs[query.state.dataUpdateCount - asked] ?? false)
    },
  })

  const settled = state.data !== undefined && isSettled(state.data) ? state.data : null
  useEffect(() => {
    if (settled === null) return
    queryClient.setQueryData(billingKeys.subscription, settled.subscription)
    void queryClient.invalidateQueries({ queryKey: billingKeys.history })
  }, [settled, queryClient])

  return {
    ...state,
    settled,
    /** Whether the minute is over and nothing is known yet. */
    hasGivenUp: settled === null && state.data !== undefined && count(queryClient, sessionId) - asked >= waitsMs.length,
    askAgain: () => {
      setAsked(count(queryClient, sessionId))
      void state.refetch()
    },
  }
}

function count(queryClient: ReturnType<typeof useQueryClient>, sessionId: string): number {
  return queryClient.getQueryState(['billing', 'checkout', sessionId])?.dataUpdateCount ?? 0
}
