import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { sentenceOf } from '@/api/problem'
import type { CancellationFeedback, CancellationTime, SubscriptionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Choice } from '@/components/ui/Choice'
import { Dialog } from '@/components/ui/Dialog'
import { controlClasses } from '@/components/ui/Field'
import { FormProblem } from '@/features/auth/FormProblem'
import { cn } from '@/lib/cn'
import { formatLongDay } from '@/lib/date'
import { cancelSubscription, type Cancellation } from './api'
import { planOf } from './subscriptionStatuses'
import { useSubscriptionWrite } from './useSubscriptionWrite'

/** Stripe's reasons, in our words. */
const feedbacks: Record<CancellationFeedback, string> = {
  too_expensive: 'It costs too much',
  missing_features: 'Something I need is missing',
  unused: 'I do not use it enough',
  switched_service: 'I have found something else',
  too_complex: 'It is too hard to use',
  low_quality: 'It did not work well enough',
  customer_service: 'The help was not good enough',
  other: 'Another reason',
}

const maxReason = 500

interface CancelDialogProps {
  subscription: SubscriptionDetails
  onClose: () => void
  onDone: (sentence: string) => void
}

interface CancelForm {
  at: CancellationTime
  feedback: CancellationFeedback | ''
  reason: string
}

/** Cancels, and says first until which day one can use what was paid. */
export default function CancelDialog({ subscription, onClose, onDone }: CancelDialogProps) {
  const name = planOf(subscription)
  const end = endOfUse(subscription)
  const cancel = useSubscriptionWrite((cancellation: Cancellation) => cancelSubscription(cancellation))
  const { register, handleSubmit, control } = useForm<CancelForm>({ defaultValues: { at: end === null ? 'now' : 'period_end', feedback: '', reason: '' } })
  const at = useWatch({ control, name: 'at' })
  const formId = useId()

  const submit = handleSubmit(({ at, feedback, reason }) =>
    cancel.mutate(
      { at, feedback: feedback === '' ? null : feedback, reason: reason.trim() === '' ? null : reason.trim() },
      { onSuccess: () => onDone(at === 'now' ? `${name} has ended. Nothing is charged any more.` : `${name} is canceled.`) },
    ),
  )

  return (
    <Dialog
      title={`Cancel ${name}`}
      onClose={onClose}
      busy={cancel.isPending}
      actions={
        <>
          <Button disabled={cancel.isPending} onClick={onClose}>{`Keep ${name}`}</Button>
          <Button type="submit" form={formId} variant="danger" busy={cancel.isPending}>
            {at === 'now' ? `Cancel ${name} now` : `Cancel on ${formatLongDay(end!)}`}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{cancel.error === null ? undefined : `Nothing was canceled. ${sentenceOf(cancel.error)}`}</FormProblem>
        <fieldset className="space-y-2">
          <legend className="mb-1.5 font-medium">When</legend>
          {end !== null && (
            <Choice label={`On ${formatLongDay(end)}`} value="period_end" {...register('at')}>
              {`You keep ${name} until then. Nothing more is charged, and you can take it back.`}
            </Choice>
          )}
          <Choice label="Now" value="now" {...register('at')}>
            {`${name} ends at once${end === null ? '' : `, ${subscription.status === 'trialing' ? 'though the trial still runs' : 'though it is paid for'}`}. This cannot be taken back, and nothing is refunded by itself.`}
          </Choice>
        </fieldset>
        <Why register={register} />
      </form>
    </Dialog>
  )
}

function Why({ register }: Pick<ReturnType<typeof useForm<CancelForm>>, 'register'>) {
  const [selectId, textId] = [useId(), useId()]
  return (
    <>
      <div>
        <label htmlFor={selectId} className="mb-1.5 block font-medium">
          Why are you leaving? <span className="font-normal text-faint">(optional)</span>
        </label>
        <select id={selectId} className={controlClasses} {...register('feedback')}>
          <option value="">No answer</option>
          {Object.entries(feedbacks).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={textId} className="mb-1.5 block font-medium">
          What could be better? <span className="font-normal text-faint">(optional)</span>
        </label>
        <textarea id={textId} rows={2} maxLength={maxReason} className={cn(controlClasses, 'resize-y')} {...register('reason')} />
      </div>
    </>
  )
}

/** Until when what was paid, or the trial, can be used; null when nothing is left to use. */
function endOfUse({ status, trial_end: trialEnd, current_period_end: periodEnd }: SubscriptionDetails): string | null {
  if (status === 'trialing') return trialEnd ?? periodEnd ?? null
  return status === 'active' || status === 'past_due' ? (periodEnd ?? null) : null
}
