import { BanknotesIcon } from '@heroicons/react/24/outline'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { TransactionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { ListSkeleton } from '@/components/ui/ListSkeleton'
import { Outcome } from '@/components/ui/Outcome'
import { PageHeader } from '@/components/ui/PageHeader'
import { Pager } from '@/components/ui/Pager'
import { LoadingNote } from '@/components/ui/Skeleton'
import { adminKeys, adminPageSize, getTransactions } from '@/features/admin/api'
import { TransactionTable } from '@/features/admin/TransactionTable'
import { statusOf } from '@/features/history/paymentStatuses'
import { StatusFilter } from '@/features/history/StatusFilter'
import { useFocusOnPaging } from '@/lib/useFocusOnPaging'
import { usePaging } from '@/lib/usePaging'

const RefundDialog = lazy(() => import('@/features/admin/RefundDialog'))

/** Everybody's payments, and refunds, for operators. */
export default function PaymentsPage() {
  const queryClient = useQueryClient()
  const paging = usePaging()
  const query = { cursor: paging.cursor, status: statusOf(paging.filterOf('status')), email: paging.filterOf('email') }
  const payments = useQuery({ queryKey: [...adminKeys.payments, query], queryFn: () => getTransactions(query), placeholderData: keepPreviousData })
  const list = useFocusOnPaging(paging.cursor, payments.isPlaceholderData)
  const [refunding, setRefunding] = useState<TransactionDetails | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const { data } = payments

  const finish = (sentence: string) => {
    setRefunding(null)
    setOutcome(sentence)
    void queryClient.invalidateQueries({ queryKey: adminKeys.payments })
  }

  return (
    <>
      <PageHeader title="Payments" description="Everybody’s payments, and the way to give money back." />
      {outcome !== null && <Outcome>{outcome}</Outcome>}
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <StatusFilter isLabelShown value={query.status} onChange={(status) => paging.filter({ status })} />
        <EmailFilter value={query.email} onChange={(email) => paging.filter({ email })} />
      </div>
      {payments.isError && (
        <ErrorState title="The payments could not be loaded" error={payments.error} onRetry={() => void payments.refetch()} retrying={payments.isFetching} />
      )}
      <div ref={list} tabIndex={-1} className="scroll-mt-20 outline-none">
        {payments.isPending && <ListSkeleton>Loading the payments…</ListSkeleton>}
        {data !== undefined && (
          <Card className="overflow-hidden">
            {data.transactions.length === 0 ? (
              <EmptyState Icon={BanknotesIcon} title="No payments">
                Nobody has paid what fits the filter.
              </EmptyState>
            ) : (
              <TransactionTable payments={data.transactions} isBusy={payments.isPlaceholderData} onRefund={setRefunding} />
            )}
          </Card>
        )}
      </div>
      {data !== undefined && data.transactions.length > 0 && (
        <Pager
          noun="payments"
          before={paging.before}
          onPage={data.transactions.length}
          total={null}
          onNewer={paging.cursor === null ? null : () => paging.newer(adminPageSize)}
          onOlder={data.next_cursor == null ? null : () => paging.older(data.next_cursor!, data.transactions.length)}
        />
      )}
      {refunding !== null && (
        <Suspense fallback={<LoadingNote>Loading…</LoadingNote>}>
          <RefundDialog payment={refunding} onClose={() => setRefunding(null)} onDone={finish} />
        </Suspense>
      )}
    </>
  )
}

function EmailFilter({ value, onChange }: { value: string | null; onChange: (email: string) => void }) {
  const { register, handleSubmit } = useForm({ defaultValues: { email: value ?? '' } })
  const submit = handleSubmit(({ email }) => onChange(email.trim()))
  return (
    <form onSubmit={(event) => void submit(event)} className="flex min-w-56 flex-1 items-end gap-3">
      <Field label="E-mail of the payer" type="text" inputMode="email" autoComplete="off" className="flex-1" {...register('email')} />
      <Button type="submit">Filter</Button>
    </form>
  )
}
