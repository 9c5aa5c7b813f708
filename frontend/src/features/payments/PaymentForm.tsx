import { useForm } from 'react-hook-form'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { controlClasses, Field } from '@/components/ui/Field'
import { FormProblem } from '@/features/auth/FormProblem'
import { ApiProblem, sentenceOf } from '@/api/problem'
import { useCreatePaymentIntent } from '@/features/billing/hooks'
import { toMinorUnits } from './amount'
import { commonCurrencies, currencyName } from './currencies'

/** A payment that has been begun. */
export interface BegunPayment {
  clientSecret: string
  paymentIntentId: string
  amountCents: number
  currency: string
  description: string
}

/** What to pay. Sent again unchanged, it is the same payment: the key belongs to the words of the form. */
export function PaymentForm({ onBegun }: { onBegun: (payment: BegunPayment) => void }) {
  const currencyId = useId()
  const { mutateAsync } = useCreatePaymentIntent()
  const [keys] = useState(() => new Map<string, string>())
  const { register, handleSubmit, setError, getValues, formState } = useForm({ defaultValues: { amount: '', currency: 'usd', description: '' } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ amount, currency, description }) => {
    const amountCents = toMinorUnits(amount, currency)!
    const words = JSON.stringify([amountCents, currency, description])
    const idempotencyKey = keys.get(words) ?? crypto.randomUUID()
    keys.set(words, idempotencyKey)
    try {
      const begun = await mutateAsync({ amountCents, currency, description: description.trim() || null, idempotencyKey })
      onBegun({ clientSecret: begun.client_secret, paymentIntentId: begun.payment_intent_id, amountCents, currency, description })
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.errors : {}
      const [amountError, currencyError] = [fields['amount_cents'], fields['currency']]
      if (amountError !== undefined) setError('amount', { message: amountError.join(' ') }, { shouldFocus: true })
      if (currencyError !== undefined) setError('currency', { message: currencyError.join(' ') })
      if (amountError === undefined && currencyError === undefined) setError('root', { message: sentenceOf(error) })
    }
  })

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <FormProblem>{errors.root?.message}</FormProblem>
      <div className="grid grid-cols-[1fr_minmax(9rem,1fr)] gap-3">
        <Field
          label="Amount"
          inputMode="decimal"
          placeholder="20.00"
          autoComplete="off"
          error={errors.amount?.message}
          {...register('amount', {
            required: 'Enter an amount.',
            validate: (text) => {
              const minor = toMinorUnits(text, getValues('currency'))
              return minor === null ? 'This is no amount of that currency.' : minor > 0 || 'Enter an amount above zero.'
            },
          })}
        />
        <div>
          <label htmlFor={currencyId} className="mb-1.5 block font-medium">
            Currency
          </label>
          <select id={currencyId} className={controlClasses} aria-invalid={errors.currency !== undefined} {...register('currency')}>
            {commonCurrencies.map((code) => (
              <option key={code} value={code}>
                {currencyName(code)}
              </option>
            ))}
          </select>
          {errors.currency !== undefined && <p className="mt-1.5 text-[0.8125rem] text-bad">{errors.currency.message}</p>}
        </div>
      </div>
      <Field
        label="What it is for"
        placeholder="Extra onboarding hour"
        maxLength={500}
        hint="Shown in your payment history; you can leave it out."
        error={errors.description?.message}
        {...register('description')}
      />
      <Button type="submit" variant="primary" wide busy={isSubmitting}>
        Continue to payment
      </Button>
    </form>
  )
}
