import { useForm } from 'react-hook-form'
import { Link, Navigate, useSearchParams } from 'react-router'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { login, type Credentials } from '@/features/auth/api'
import { AuthCard, linkClasses } from '@/features/auth/AuthCard'
import { emailRules, showProblem } from '@/features/auth/fields'
import { FormProblem } from '@/features/auth/FormProblem'
import { keepNext, nextOf } from '@/features/auth/next'
import { PasswordField } from '@/features/auth/PasswordField'
import { begin, useSession } from '@/features/auth/session'

export default function SignInPage() {
  const [search] = useSearchParams()
  const session = useSession()
  const { register, handleSubmit, setError, formState } = useForm<Credentials>({ defaultValues: { email: '', password: '' } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    try {
      begin(await login(values))
    } catch (error) {
      showProblem(error, ['email', 'password'], setError)
    }
  })

  if (session.status === 'signed-in') return <Navigate to={nextOf(search)} replace />
  return (
    <AuthCard
      title="Sign in"
      footer={
        <>
          New here?{' '}
          <Link to={keepNext('/register', search)} className={linkClasses}>
            Create an account
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
        <FormProblem>{errors.root?.message}</FormProblem>
        <Field label="E-mail" type="email" autoComplete="username" error={errors.email?.message} {...register('email', emailRules)} />
        <PasswordField
          label="Password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: 'Enter your password.' })}
        />
        <Button type="submit" variant="primary" wide busy={isSubmitting}>
          Sign in
        </Button>
        <p className="text-center">
          <Link to={keepNext('/forgot-password', search)} className={linkClasses}>
            Forgot your password?
          </Link>
        </p>
      </form>
    </AuthCard>
  )
}
