import { useMutation } from '@tanstack/react-query'
import { sentenceOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { requestPasswordReset } from '@/features/auth/api'

/** Has a link mailed that sets a new password. */
export function PasswordLink({ email }: { email: string }) {
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: () => requestPasswordReset(email) })
  return (
    <>
      <Button busy={isPending} disabled={isSuccess} onClick={() => mutate()}>
        Send me a link
      </Button>
      <p role="status" className="text-[0.8125rem] text-muted">
        {isSuccess && `Sent to ${email}. The link works for an hour.`}
        {error !== null && sentenceOf(error)}
      </p>
    </>
  )
}
