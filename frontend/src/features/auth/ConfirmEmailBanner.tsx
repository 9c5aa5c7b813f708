import { XMarkIcon } from '@heroicons/react/20/solid'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '@/api/problem'
import { sendEmailConfirmation } from './api'
import { useSession } from './session'

/** Asks to confirm the address, until that is done or the banner is closed. */
export function ConfirmEmailBanner() {
  const session = useSession()
  const [isClosed, setIsClosed] = useState(false)
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: sendEmailConfirmation })
  if (session.status !== 'signed-in' || session.user.email_confirmed || isClosed) return null
  return (
    <div role="region" aria-label="Confirm your e-mail address" className="mb-6 flex print:hidden items-start gap-3 rounded-xl bg-accent-soft px-4 py-3 text-accent-text">
      <p className="min-w-0 flex-1">
        Confirm your e-mail address: we sent a link to <span className="font-medium break-words">{session.user.email}</span>.{' '}
        <span role="status">
          {isSuccess && 'Sent again.'}
          {error !== null && sentenceOf(error)}
        </span>{' '}
        {!isSuccess && (
          <button type="button" disabled={isPending} onClick={() => mutate()} className="font-medium underline underline-offset-2 disabled:opacity-60">
            {isPending ? 'Sending…' : 'Send it again'}
          </button>
        )}
      </p>
      <button type="button" aria-label="Close" onClick={() => setIsClosed(true)} className="-m-1 rounded-md p-1.5 hover:bg-surface">
        <XMarkIcon aria-hidden="true" className="size-4" />
      </button>
    </div>
  )
}
