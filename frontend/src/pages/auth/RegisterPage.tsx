import { useForm } from 'react-hook-form'
import { Link, Navigate, useSearchParams } from 'react-router'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { register as openAccount } from '@/features/auth/api'
import { AuthCard, linkClasses } from '@/features/auth/AuthCard'
import { emailRules, newPasswordRules, showProblem } from '@/features/auth/fields'
import { FormProblem } from '@/features/auth/FormProblem'
import { keepNext, nextOf } from '@/features/auth/next'
import { PasswordField } from '@/features/auth/PasswordField'
import { begin, useSession } from '@/features/auth/session'

export default function RegisterPage() {
  const [search] = useSearchParams()
  const session = useSession()
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { name: '', email: '', password: '' } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    try {
      begin(await openAccount(values))
    } catch (error) {
      showProblem(error, ['name', 'email', 'password'], setError)
    }
  })

  if (session.status === 'signed-in') return <Navigate to={nextOf(search)} replace />
  return (
    <AuthCard
      title="Create your account"
      footer={
        <>
          You have an account?{' '}
          <Link to={keepNext('/sign-in', search)} className={linkClasses}>
            Sign in
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{errors.root?.message}</FormProblem>
        <Field label="Name" autoComplete="name" hint="For your invoices; you can leave it out." error={errors.name?.message} {...register('name')} />
        <Field label="E-mail" type="email" autoComplete="username" error={errors.email?.message} {...register('email', emailRules)} />
        <PasswordField
          label="Password"
          autoComplete="new-password"
          hint="At least 8 characters."
          error={errors.password?.message}
          {...register('password', newPasswordRules)}
        />
        <Button type="submit" variant="primary" wide busy={isSubmitting}>
          Create account
        </Button>
      </form>
    </AuthCard>
  )
}
