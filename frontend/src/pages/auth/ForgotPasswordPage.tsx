import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, useSearchParams } from 'react-router'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { requestPasswordReset } from '@/features/auth/api'
import { AuthCard, linkClasses } from '@/features/auth/AuthCard'
import { emailRules, showProblem } from '@/features/auth/fields'
import { FormProblem } from '@/features/auth/FormProblem'
import { keepNext } from '@/features/auth/next'

export default function ForgotPasswordPage() {
  const [search] = useSearchParams()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { email: '' } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ email }) => {
    try {
      await requestPasswordReset(email)
      setSentTo(email)
    } catch (error) {
      showProblem(error, ['email'], setError)
    }
  })

  const footer = (
    <Link to={keepNext('/sign-in', search)} className={linkClasses}>
      Back to sign in
    </Link>
  )
  if (sentTo !== null) {
    return (
      <AuthCard
        key="sent"
        title="Look into your mailbox"
        description={`If ${sentTo} has an account, a mail with a link is on its way. The link works for an hour.`}
        footer={footer}
      />
    )
  }
  return (
    <AuthCard title="Reset your password" description="We mail you a link to set a new one." footer={footer}>
      <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{errors.root?.message}</FormProblem>
        <Field label="E-mail" type="email" autoComplete="username" error={errors.email?.message} {...register('email', emailRules)} />
        <Button type="submit" variant="primary" wide busy={isSubmitting}>
          Send the link
        </Button>
      </form>
    </AuthCard>
  )
}
