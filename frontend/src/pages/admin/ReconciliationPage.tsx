import { ScaleIcon } from '@heroicons/react/24/outline'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { sentenceOf } from '@/api/problem'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { controlClasses } from '@/components/ui/Field'
import { ListSkeleton } from '@/components/ui/ListSkeleton'
import { PageHeader } from '@/components/ui/PageHeader'
import { adminKeys, getReconciliations, startReconciliation } from '@/features/admin/api'
import { isRunning, RunTable } from '@/features/admin/RunTable'

/** Looked at this often while one runs. */
const pollMs = 2000
const dayMs = 86_400_000
const spans = [
  { days: 0, label: 'Since the last comparison' },
  { days: 1, label: 'The last day' },
  { days: 7, label: 'The last week' },
  { days: 30, label: 'The last 30 days' },
]

/** Comparisons with Stripe, for operators. */
export default function ReconciliationPage() {
  const runs = useQuery({
    queryKey: adminKeys.reconciliation,
    queryFn: getReconciliations,
    refetchInterval: ({ state: { data } }) => (data?.runs.some(isRunning) === true ? pollMs : false),
  })
  const found = runs.data?.runs
  return (
    <>
      <PageHeader title="Reconciliation" description="What Stripe has, compared with what is here; what differs is mended." />
      <Start isBlocked={found?.some(isRunning) === true} />
      {runs.isPending && <ListSkeleton>Loading the comparisons…</ListSkeleton>}
      {runs.isError && (
        <ErrorState title="The comparisons could not be loaded" error={runs.error} onRetry={() => void runs.refetch()} retrying={runs.isFetching} />
      )}
      {found !== undefined && (
        <Card className="overflow-hidden">
          {found.length === 0 ? (
            <EmptyState Icon={ScaleIcon} title="No comparisons yet">
              Each comparison will be here, with what it looked at, what differed and what was mended.
            </EmptyState>
          ) : (
            <RunTable runs={found} />
          )}
        </Card>
      )}
    </>
  )
}

function Start({ isBlocked }: { isBlocked: boolean }) {
  const queryClient = useQueryClient()
  const selectId = useId()
  const [days, setDays] = useState(0)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => startReconciliation(days === 0 ? null : new Date(Date.now() - days * dayMs).toISOString()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: adminKeys.reconciliation }),
  })
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <div>
          <label htmlFor={selectId} className="mb-1.5 block font-medium">
            Look at
          </label>
          <select id={selectId} value={days} onChange={(event) => setDays(Number(event.target.value))} className={controlClasses}>
            {spans.map((span) => (
              <option key={span.days} value={span.days}>
                {span.label}
              </option>
            ))}
          </select>
        </div>
        <Button variant="primary" busy={isPending} disabled={isBlocked} onClick={() => mutate()}>
          {isBlocked ? 'A comparison runs' : 'Compare now'}
        </Button>
      </div>
      {error !== null && (
        <Banner tone="bad" role="alert" className="mb-4" title="The comparison was not begun">
          {sentenceOf(error)}
        </Banner>
      )}
    </>
  )
}
