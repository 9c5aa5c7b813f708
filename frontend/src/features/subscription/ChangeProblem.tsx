import { ApiProblem, sentenceOf } from '@/api/problem'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import type { usePortal } from '@/features/billing/usePortal'
import { payableAt } from './useCheckout'

/** Why a change was not made, whether money moved, and what to do. */
export function ChangeProblem({ error, portal }: { error: unknown; portal: ReturnType<typeof usePortal> }) {
  const isDeclined = error instanceof ApiProblem && error.status === 402
  const invoice = payableAt(error)
  return (
    <Banner
      tone="bad"
      role="alert"
      title={titleOf(error)}
      actions={
        (isDeclined || invoice !== null) && (
          <div className="flex flex-wrap gap-2">
            {isDeclined && (
              <Button busy={portal.isOpening} onClick={portal.updateCard}>
                Update card
              </Button>
            )}
            {invoice !== null && (
              <Button asChild>
                <a href={invoice}>Pay now</a>
              </Button>
            )}
          </div>
        )
      }
    >
      {sentenceOf(error)}
      {portal.error !== null && ` ${sentenceOf(portal.error)}`}
    </Banner>
  )
}

function titleOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'The change was not made'
  if (error.status === 402) return 'The payment did not go through; your plan has not changed'
  if (error.code === 'payment_due') return 'An invoice waits to be paid first'
  // Stripe has answered then: the change is not made.
  const isUnknown = error.isTransient && error.code !== 'stripe_refused'
  return isUnknown ? 'We do not know whether the change was made. Trying again does not charge twice.' : 'The change was not made, and nothing was charged'
}
