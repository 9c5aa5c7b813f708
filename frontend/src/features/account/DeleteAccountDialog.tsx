import { useEffect, useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { ApiProblem, sentenceOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FormProblem } from '@/features/auth/FormProblem'
import { PasswordField } from '@/features/auth/PasswordField'
import { end } from '@/features/auth/session'
import { deleteAccount } from './api'

/** Says what deleting the account does, and does it against the password. */
export default function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const formId = useId()
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { password: '' } })
  const { errors, isSubmitting } = formState
  const [isDeleted, setIsDeleted] = useState(false)

  // Not before the next page has taken the place of this one, or it would ask to sign in again.
  useEffect(() => (isDeleted ? () => void end() : undefined), [isDeleted])

  const submit = handleSubmit(async ({ password }) => {
    try {
      await deleteAccount(password)
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'wrong_password') {
        setError('password', { message: 'This is not the password of your account.' }, { shouldFocus: true })
      } else {
        setError('root', { message: `Nothing was deleted. ${sentenceOf(error)}` })
      }
      return
    }
    setIsDeleted(true)
    await navigate('/account-deleted', { replace: true })
  })

  return (
    <Dialog
      title="Delete your account"
      onClose={onClose}
      busy={isSubmitting}
      actions={
        <>
          <Button disabled={isSubmitting} onClick={onClose}>
            Keep my account
          </Button>
          <Button type="submit" form={formId} variant="danger" busy={isSubmitting}>
            Delete my account
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5 text-muted">
        <li>Your subscription ends at once. What you paid is not refunded by itself.</li>
        <li>Your name, your e-mail address and all else that is personal are removed.</li>
        <li>Payments and invoices are kept, without you, because the law asks for them.</li>
        <li>You are signed out everywhere. This cannot be taken back.</li>
      </ul>
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{errors.root?.message}</FormProblem>
        <PasswordField
          label="Your password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: 'Enter your password.' })}
        />
      </form>
    </Dialog>
  )
}
