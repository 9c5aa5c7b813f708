import { useState } from 'react'
import { ApiProblem } from '@/api/problem'

/**
 * A key for each call that must not happen twice. The same call sent again after silence or a fault has the same key, so that it cannot
 * happen twice; after a refusal it is a new try with a new key, or the old refusal would be answered again.
 */
export function useIdempotencyKey() {
  const [keys] = useState(() => new Map<string, string>())
  return async function once<Order, T>(order: Order, send: (order: Order, key: string) => Promise<T>): Promise<T> {
    const words = JSON.stringify(order)
    const key = keys.get(words) ?? crypto.randomUUID()
    keys.set(words, key)
    try {
      const answer = await send(order, key)
      keys.delete(words)
      return answer
    } catch (error) {
      if (error instanceof ApiProblem && !error.isTransient) keys.delete(words)
      throw error
    }
  }
}
