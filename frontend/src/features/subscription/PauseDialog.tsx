import { useState } from 'react'
import { sentenceOf } from '@/api/problem'
import type { SubscriptionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Choice } from '@/components/ui/Choice'
import { Dialog } from '@/components/ui/Dialog'
import { FormProblem } from '@/features/auth/FormProblem'
import { formatLongDay } from '@/lib/date'
import { pausePayments } from './api'
import { planOf } from './subscriptionStatuses'
import { useSubscriptionWrite } from './useSubscriptionWrite'

interface PauseDialogProps {
  subscription: SubscriptionDetails
  onClose: () => void
  onDone: (sentence: string) => void
}

/** Payments resume this long after the last one that is left out, well before the next. */
const dayMs = 86_400_000

/** Leaves payments out: the next one, or all until they are resumed. */
export default function PauseDialog({ subscription, onClose, onDone }: PauseDialogProps) {
  const pause = useSubscriptionWrite((resumesAt: string | null) => pausePayments(resumesAt))
  const next = subscription.current_period_end ?? null
  const [length, setLength] = useState<'one' | 'open'>(next === null ? 'open' : 'one')

  const confirm = () => {
    const resumesAt = length === 'open' || next === null ? null : new Date(Date.parse(next) + dayMs).toISOString()
    pause.mutate(resumesAt, { onSuccess: () => onDone('Payments are paused.') })
  }

  return (
    <Dialog
      title="Pause payments"
      onClose={onClose}
      busy={pause.isPending}
      actions={
        <>
          <Button disabled={pause.isPending} onClick={onClose}>
            Go on paying
          </Button>
          <Button variant="primary" busy={pause.isPending} onClick={confirm}>
            Pause payments
          </Button>
        </>
      }
    >
      <FormProblem>{pause.error === null ? undefined : `Nothing was paused. ${sentenceOf(pause.error)}`}</FormProblem>
      <p className="text-muted">{`While payments are paused nothing is charged for ${planOf(subscription)}.`}</p>
      <fieldset className="space-y-2">
        <legend className="sr-only">For how long</legend>
        {next !== null && (
          <Choice name="length" label="Leave out the next payment" checked={length === 'one'} onChange={() => setLength('one')}>
            {`The one of ${formatLongDay(next)} is left out; after that payments go on by themselves.`}
          </Choice>
        )}
        <Choice name="length" label="Until I resume them" checked={length === 'open'} onChange={() => setLength('open')}>
          You can resume payments on this page at any time.
        </Choice>
      </fieldset>
    </Dialog>
  )
}
