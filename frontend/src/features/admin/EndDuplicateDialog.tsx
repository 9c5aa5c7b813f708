import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '@/api/problem'
import type { DuplicateSubscription } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Choice } from '@/components/ui/Choice'
import { Dialog } from '@/components/ui/Dialog'
import { FormProblem } from '@/features/auth/FormProblem'
import { formatMoney } from '@/lib/money'
import { useIdempotencyKey } from '@/lib/useIdempotencyKey'
import { endSubscription, type EndOrder } from './api'

interface EndDuplicateDialogProps {
  duplicate: DuplicateSubscription
  onClose: () => void
  onDone: (sentence: string) => void
}

/** Ends the second subscription of somebody who pays twice, and gives the money back. */
export default function EndDuplicateDialog({ duplicate, onClose, onDone }: EndDuplicateDialogProps) {
  const [refund, setRefund] = useState(true)
  const once = useIdempotencyKey()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (order: EndOrder) => once(order, endSubscription),
    onSuccess: ({ stripe_subscription_id: id, refunded_cents: refunded, currency }) =>
      onDone(`${id} has ended. ${refunded == null || currency == null ? 'Nothing was refunded.' : `${formatMoney(refunded, currency)} goes back.`}`),
  })
  return (
    <Dialog
      title="End the second subscription"
      onClose={onClose}
      busy={isPending}
      actions={
        <>
          <Button disabled={isPending} onClick={onClose}>
            Leave it
          </Button>
          <Button variant="danger" busy={isPending} onClick={() => mutate({ id: duplicate.id, refund })}>
            {refund ? 'Cancel and refund' : 'Cancel without refund'}
          </Button>
        </>
      }
    >
      <FormProblem>{error === null ? undefined : sentenceOf(error)}</FormProblem>
      <p className="text-muted">{`${duplicate.plan_name ?? 'A plan'} of ${duplicate.email ?? 'a deleted account'} ends at once. The first subscription stays as it is.`}</p>
      <fieldset className="space-y-2">
        <legend className="sr-only">What happens to the money</legend>
        <Choice name="refund" label="Cancel and refund" checked={refund} onChange={() => setRefund(true)}>
          The last payment for it goes back in full.
        </Choice>
        <Choice name="refund" label="Cancel only" checked={!refund} onChange={() => setRefund(false)}>
          What was paid is kept.
        </Choice>
      </fieldset>
    </Dialog>
  )
}
