import { useRef, useState } from 'react'
import { ApiProblem } from '@/api/problem'
import type { CheckoutOrder } from '@/features/billing/api'
import { useCreateCheckoutSession } from '@/features/billing/hooks'
import { useRestored } from '@/lib/useRestored'

/** Opens a checkout and goes there: one at a time, however often it is asked for. */
export function useCheckout() {
  const { mutateAsync, error, reset } = useCreateCheckoutSession()
  const isUnderWay = useRef(false)
  const [order, setOrder] = useState<CheckoutOrder | null>(null)

  const stop = () => {
    isUnderWay.current = false
    setOrder(null)
  }

  useRestored(stop)

  const start = async (next: CheckoutOrder) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setOrder(next)
    reset()
    try {
      const { url } = await mutateAsync(next)
      window.location.assign(url)
    } catch {
      // The error is among what this hook gives back, for the page to show.
      stop()
    }
  }

  return { start, order, error }
}

/** Where an unpaid invoice can be paid, when that is why a checkout or a change was refused. */
export function payableAt(error: unknown): string | null {
  return error instanceof ApiProblem && typeof error.body['url'] === 'string' ? error.body['url'] : null
}
