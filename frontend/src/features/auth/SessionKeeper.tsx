import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { sentenceOf } from '@/api/problem'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { resume, useSession } from './session'

/** Resumes the session of an earlier visit, and throws away what was read for somebody who has signed out. */
export function SessionKeeper({ children }: { children: ReactNode }) {
  const session = useSession()
  const queryClient = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)
  const userId = session.status === 'signed-in' ? session.user.id : null

  useEffect(() => {
    if (session.status === 'unknown' && failure === null) resume().catch(setFailure)
  }, [session.status, failure])

  useEffect(() => {
    if (userId === null) return
    return () => queryClient.removeQueries({ predicate: (query) => query.queryKey[1] !== 'config' && query.queryKey[1] !== 'plans' })
  }, [userId, queryClient])

  if (session.status === 'unknown' && failure !== null) {
    return (
      <main className="mx-auto max-w-xl px-4 py-16">
        <Banner tone="bad" role="alert" title="You could not be signed in" actions={<Button onClick={() => setFailure(null)}>Try again</Button>}>
          {sentenceOf(failure)}
        </Banner>
      </main>
    )
  }
  return children
}
