import { CheckCircleIcon } from '@heroicons/react/24/outline'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { DuplicateSubscription } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { ListSkeleton } from '@/components/ui/ListSkeleton'
import { Outcome } from '@/components/ui/Outcome'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote } from '@/components/ui/Skeleton'
import { Cell, Row, Table } from '@/components/ui/Table'
import { adminKeys, getDuplicates } from '@/features/admin/api'
import { subscriptionStatuses } from '@/features/subscription/subscriptionStatuses'
import { formatDay, formatMoment } from '@/lib/date'

const EndDuplicateDialog = lazy(() => import('@/features/admin/EndDuplicateDialog'))

/** People with two live subscriptions, for operators. */
export default function DuplicatesPage() {
  const queryClient = useQueryClient()
  const duplicates = useQuery({ queryKey: adminKeys.duplicates, queryFn: getDuplicates })
  const [ending, setEnding] = useState<DuplicateSubscription | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const found = duplicates.data?.subscriptions

  const finish = (sentence: string) => {
    setEnding(null)
    setOutcome(sentence)
    void queryClient.invalidateQueries({ queryKey: adminKeys.duplicates })
  }

  return (
    <>
      <PageHeader title="Duplicates" description="Second subscriptions, made at Stripe or in two browsers at once. Their owners pay twice." />
      {outcome !== null && <Outcome>{outcome}</Outcome>}
      {duplicates.isPending && <ListSkeleton>Loading the duplicates…</ListSkeleton>}
      {duplicates.isError && (
        <ErrorState
          title="The duplicates could not be loaded"
          error={duplicates.error}
          onRetry={() => void duplicates.refetch()}
          retrying={duplicates.isFetching}
        />
      )}
      {found !== undefined && (
        <Card className="overflow-hidden">
          {found.length === 0 ? (
            <EmptyState Icon={CheckCircleIcon} title="Nobody pays twice">
              A second live subscription of the same person will be here, with the way to cancel and refund it.
            </EmptyState>
          ) : (
            <Table label="Duplicates" columns={['Payer', 'Plan', 'Status', 'Subscription', 'Since', { name: 'Actions', isHidden: true }]}>
              {found.map((duplicate) => (
                <DuplicateRow key={duplicate.id} duplicate={duplicate} onEnd={() => setEnding(duplicate)} />
              ))}
            </Table>
          )}
        </Card>
      )}
      {ending !== null && (
        <Suspense fallback={<LoadingNote>Loading…</LoadingNote>}>
          <EndDuplicateDialog duplicate={ending} onClose={() => setEnding(null)} onDone={finish} />
        </Suspense>
      )}
    </>
  )
}

function DuplicateRow({ duplicate, onEnd }: { duplicate: DuplicateSubscription; onEnd: () => void }) {
  const look = subscriptionStatuses[duplicate.status]
  const payer = duplicate.email ?? 'Deleted account'
  return (
    <Row>
      <Cell isWide>
        <span className="font-medium break-all">{payer}</span>
      </Cell>
      <Cell label="Plan">{duplicate.plan_name ?? 'Unknown'}</Cell>
      <Cell label="Status">
        <Badge tone={look.tone}>{look.label}</Badge>
      </Cell>
      <Cell label="Subscription" isWide>
        <span className="text-muted break-all">{duplicate.stripe_subscription_id}</span>
      </Cell>
      <Cell label="Since" isNoWrap>
        <time dateTime={duplicate.created_at} title={formatMoment(duplicate.created_at)}>
          {formatDay(duplicate.created_at)}
        </time>
      </Cell>
      <Cell isWide isNumber>
        <Button aria-label={`Cancel and refund the second subscription of ${payer}`} onClick={onEnd}>
          Cancel and refund
        </Button>
      </Cell>
    </Row>
  )
}
