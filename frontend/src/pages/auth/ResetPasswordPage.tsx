import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link } from 'react-router'
import { Button } from '@/components/ui/Button'
import { resetPassword, type MailLink } from '@/features/auth/api'
import { AuthCard, linkClasses } from '@/features/auth/AuthCard'
import { newPasswordRules, showProblem } from '@/features/auth/fields'
import { FormProblem } from '@/features/auth/FormProblem'
import { useMailLink } from '@/features/auth/useMailLink'
import { PasswordField } from '@/features/auth/PasswordField'

/** Where the link of the mail leads. */
export default function ResetPasswordPage() {
  const link = useMailLink()
  const [isDone, setIsDone] = useState(false)
  if (isDone) {
    return (
      <AuthCard key="done" title="Your new password is set" description="You have been signed out everywhere. Sign in with the new password.">
        <Button variant="primary" wide asChild>
          <Link to="/sign-in">Sign in</Link>
        </Button>
      </AuthCard>
    )
  }
  if (link === null) {
    return (
      <AuthCard title="This link is not whole" description="Open it again from the mail, or copy all of it.">
        <Link to="/forgot-password" className={linkClasses}>
          Ask for another link
        </Link>
      </AuthCard>
    )
  }
  return <NewPassword link={link} onDone={() => setIsDone(true)} />
}

function NewPassword({ link, onDone }: { link: MailLink; onDone: () => void }) {
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { password: '' } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ password }) => {
    try {
      await resetPassword({ ...link, password })
      onDone()
    } catch (error) {
      showProblem(error, ['password'], setError)
    }
  })

  return (
    <AuthCard
      title="Set a new password"
      footer={
        <Link to="/forgot-password" className={linkClasses}>
          Ask for another link
        </Link>
      }
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{errors.root?.message}</FormProblem>
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint="At least 8 characters."
          error={errors.password?.message}
          {...register('password', newPasswordRules)}
        />
        <Button type="submit" variant="primary" wide busy={isSubmitting}>
          Set the password
        </Button>
      </form>
    </AuthCard>
  )
}
