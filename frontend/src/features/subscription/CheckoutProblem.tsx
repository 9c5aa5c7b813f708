import { ApiProblem, sentenceOf } from '@/api/problem'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { payableAt } from './useCheckout'

/** Why no checkout could be opened. No money has moved then. */
export function CheckoutProblem({ error }: { error: unknown }) {
  const invoice = payableAt(error)
  if (invoice !== null) {
    return (
      <Banner
        tone="warn"
        role="alert"
        title="An invoice waits to be paid"
        className="mb-5"
        actions={
          <Button variant="primary" asChild>
            <a href={invoice}>Pay the invoice</a>
          </Button>
        }
      >
        Pay it first; then your plan goes on as before.
      </Banner>
    )
  }
  const isSubscribed = error instanceof ApiProblem && error.code === 'already_subscribed'
  return (
    <Banner
      tone={isSubscribed ? 'accent' : 'bad'}
      role="alert"
      className="mb-5"
      title={isSubscribed ? 'You have a subscription already' : 'The checkout could not be opened. Nothing was charged.'}
    >
      {isSubscribed ? 'It is shown below; nothing was charged again.' : sentenceOf(error)}
    </Banner>
  )
}
