import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem'

const maxRetries = 2

/** Reads are tried again where that can help; writes never on their own. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < maxRetries && error instanceof ApiProblem && error.isTransient,
        staleTime: 10_000,
      },
      mutations: { retry: false },
    },
  })
}
