import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ApiProblem, sentenceOf } from '@/api/problem'
import type { TransactionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { controlClasses, Field } from '@/components/ui/Field'
import { FormProblem } from '@/features/auth/FormProblem'
import { fromMinorUnits, toMinorUnits } from '@/features/payments/amount'
import { formatMoney } from '@/lib/money'
import { useIdempotencyKey } from '@/lib/useIdempotencyKey'
import { createRefund, type RefundOrder } from './api'

/** Stripe's reasons, in our words. */
const reasons = { requested_by_customer: 'The customer asked for it', duplicate: 'It was paid twice', fraudulent: 'It was fraud' }

interface RefundDialogProps {
  payment: TransactionDetails
  onClose: () => void
  onDone: (sentence: string) => void
}

/** Gives money back: all that is left, or a part. */
export default function RefundDialog({ payment, onClose, onDone }: RefundDialogProps) {
  const { currency, refundable_cents: left } = payment
  const [formId, reasonId] = [useId(), useId()]
  const once = useIdempotencyKey()
  const refund = useMutation({ mutationFn: (order: RefundOrder) => once(order, createRefund) })
  const { register, handleSubmit, setError, control, formState } = useForm({
    defaultValues: { amount: fromMinorUnits(left, currency), reason: 'requested_by_customer' },
  })
  const asked = toMinorUnits(useWatch({ control, name: 'amount' }), currency)
  const { errors } = formState

  const submit = handleSubmit(async ({ amount, reason }) => {
    try {
      const { amount_cents: refunded } = await refund.mutateAsync({ transactionId: payment.id, amountCents: toMinorUnits(amount, currency)!, reason })
      onDone(`${formatMoney(refunded, currency)} goes back to ${payment.email ?? 'the payer'}.`)
    } catch (error) {
      const field = error instanceof ApiProblem ? error.errors['amount_cents'] : undefined
      if (field === undefined) setError('root', { message: sentenceOf(error) })
      else setError('amount', { message: field.join(' ') }, { shouldFocus: true })
    }
  })

  return (
    <Dialog
      title="Refund a payment"
      onClose={onClose}
      busy={refund.isPending}
      actions={
        <>
          <Button disabled={refund.isPending} onClick={onClose}>
            Close
          </Button>
          <Button type="submit" form={formId} variant="danger" busy={refund.isPending}>
            {asked === null ? 'Refund' : `Refund ${formatMoney(asked, currency)}`}
          </Button>
        </>
      }
    >
      <p className="text-muted">
        {`${formatMoney(payment.amount_cents, currency)} by ${payment.email ?? 'a deleted account'}`}
        {payment.description != null && ` for ${payment.description}`}. {`${formatMoney(left, currency)} can still be refunded.`}
      </p>
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{errors.root?.message}</FormProblem>
        <Field
          label={`Amount in ${currency.toUpperCase()}`}
          inputMode="decimal"
          autoComplete="off"
          error={errors.amount?.message}
          {...register('amount', {
            required: 'Enter an amount.',
            validate: (text) => {
              const minor = toMinorUnits(text, currency)
              if (minor === null) return 'This is no amount of that currency.'
              return (minor > 0 && minor <= left) || `Enter an amount from ${formatMoney(1, currency)} to ${formatMoney(left, currency)}.`
            },
          })}
        />
        <div>
          <label htmlFor={reasonId} className="mb-1.5 block font-medium">
            Reason
          </label>
          <select id={reasonId} className={controlClasses} {...register('reason')}>
            {Object.entries(reasons).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
      </form>
    </Dialog>
  )
}
