import { Navigate, useSearchParams } from 'react-router'
import { ApiProblem } from '@/api/problem'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { CheckoutComplete, CheckoutConfirming, CheckoutTakesLong, CheckoutWithoutResult } from '@/features/subscription/CheckoutOutcome'
import { useCheckoutState } from '@/features/subscription/useCheckoutState'

/** After paying: what Stripe says, never the old plan as if it were the last word. */
export default function CheckoutSuccessPage() {
  const [search] = useSearchParams()
  const sessionId = search.get('session_id')
  if (sessionId === null || sessionId === '') return <Navigate to="/account/subscription" replace />
  return (
    <div className="mx-auto max-w-xl pt-[4vh]">
      <Outcome sessionId={sessionId} />
    </div>
  )
}

function Outcome({ sessionId }: { sessionId: string }) {
  const { settled, hasGivenUp, askAgain, isFetching, error } = useCheckoutState(sessionId)
  if (settled?.status === 'complete') return <CheckoutComplete subscription={settled.subscription} />
  if (settled !== null) {
    return (
      <CheckoutWithoutResult title="This checkout has expired">
        Nothing was charged. Choose a plan to start again.
      </CheckoutWithoutResult>
    )
  }
  if (error instanceof ApiProblem && error.status === 404) {
    return (
      <CheckoutWithoutResult title="We do not know this checkout">
        It may belong to another account. If you paid, sign in with the account that you paid from.
      </CheckoutWithoutResult>
    )
  }
  if (error !== null) {
    return (
      <>
        <PageHeader title="Your payment is being confirmed" />
        <ErrorState
          title="We could not ask for the result. If you paid, your payment is safe."
          error={error}
          onRetry={askAgain}
          retrying={isFetching}
        />
      </>
    )
  }
  return hasGivenUp ? <CheckoutTakesLong onAskAgain={askAgain} asking={isFetching} /> : <CheckoutConfirming />
}
