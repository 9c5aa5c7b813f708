import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { sentenceOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { confirmEmail, type MailLink } from '@/features/auth/api'
import { AuthCard } from '@/features/auth/AuthCard'
import { confirmed } from '@/features/auth/session'
import { useMailLink } from '@/features/auth/useMailLink'

/** Where the link of the mail leads: it confirms at once. */
export default function ConfirmEmailPage() {
  const link = useMailLink()
  if (link === null) return <AuthCard title="This link is not whole" description="Open it again from the mail, or copy all of it." />
  return <Confirmation link={link} />
}

function Confirmation({ link }: { link: MailLink }) {
  const { mutate, isSuccess, isError, error } = useMutation({ mutationFn: confirmEmail, onSuccess: () => confirmed(link.userId) })
  const isAsked = useRef(false)
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    mutate(link)
  }, [mutate, link])

  if (isError) {
    return (
      <AuthCard key="error" title="Your address is not confirmed" description={sentenceOf(error)}>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => mutate(link)}>Try again</Button>
          <Button asChild>
            <Link to="/account/subscription">Go to your account</Link>
          </Button>
        </div>
      </AuthCard>
    )
  }
  if (isSuccess) {
    return (
      <AuthCard key="done" title="Your address is confirmed" description="Thank you. Receipts and notices reach you there.">
        <Button variant="primary" wide asChild>
          <Link to="/account/subscription">Go on</Link>
        </Button>
      </AuthCard>
    )
  }
  return <AuthCard title="Confirming your address…" />
}
