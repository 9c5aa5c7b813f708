import { CheckIcon } from '@heroicons/react/24/outline'
import { Link } from 'react-router'
import type { SubscriptionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { Line } from '@/components/ui/Line'
import { PageHeader } from '@/components/ui/PageHeader'
import { Spinner } from '@/components/ui/Spinner'
import { formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { everyInterval, planWithInterval } from './prices'

/** The new plan, as soon as it is known. */
export function CheckoutComplete({ subscription }: { subscription: SubscriptionDetails }) {
  const name = subscription.plan?.name ?? 'your new plan'
  return (
    <>
      <span className="mb-4 grid size-11 place-items-center rounded-full bg-ok-soft text-ok">
        <CheckIcon aria-hidden="true" className="size-6" strokeWidth={2.2} />
      </span>
      <PageHeader
        title={`You are on ${name}`}
        description={
          subscription.status === 'trialing'
            ? `Your trial has begun: nothing was charged, and everything in ${name} is on now.`
            : `Your payment went through, and everything in ${name} is on now.`
        }
      />
      <Receipt subscription={subscription} name={name} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" asChild>
          <Link to="/account/subscription">Go to your plan</Link>
        </Button>
        <Button asChild>
          <Link to="/billing/history">View payment history</Link>
        </Button>
      </div>
    </>
  )
}

function Receipt({ subscription, name }: { subscription: SubscriptionDetails; name: string }) {
  const { price, quantity, current_period_end: end, trial_end: trialEnd } = subscription
  const amount = price == null ? null : formatMoney(price.amount_cents * quantity, price.currency)
  const next = trialEnd ?? end
  return (
    <Card className="mb-6 px-5 sm:px-6">
      <dl className="divide-y divide-line">
        <Line term="Plan">{planWithInterval(name, price?.interval)}</Line>
        {price?.per_seat === true && <Line term="Seats">{quantity.toLocaleString()}</Line>}
        {price != null && amount !== null && <Line term="Price">{`${amount} ${everyInterval(price.interval)}`}</Line>}
        {next != null && <Line term={trialEnd == null ? 'Renews' : 'First payment'}>{formatLongDay(next)}</Line>}
      </dl>
    </Card>
  )
}

/** Paid, but the new plan is not known yet. */
export function CheckoutConfirming() {
  return (
    <>
      <Spinner className="mb-4 size-9 text-accent" />
      <PageHeader title="Confirming your payment…" />
      <p role="status" className="text-muted">
        We are asking Stripe for the result. This takes a few seconds; you can stay on this page.
      </p>
    </>
  )
}

/** Nothing was learned in a minute. */
export function CheckoutTakesLong({ onAskAgain, asking }: { onAskAgain: () => void; asking: boolean }) {
  return (
    <>
      <PageHeader
        title="This takes longer than usual"
        description="If you paid, your payment is safe and your plan will change by itself. You will not be charged twice."
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={onAskAgain} busy={asking}>
          Check again
        </Button>
        <Button asChild>
          <Link to="/account/subscription">Go to your plan</Link>
        </Button>
      </div>
    </>
  )
}

/** There is no plan to show: the checkout has expired or is nobody's. */
export function CheckoutWithoutResult({ title, children }: { title: string; children: string }) {
  return (
    <>
      <PageHeader title={title} description={children} />
      <Button variant="primary" asChild>
        <Link to="/account/subscription">Back to the plans</Link>
      </Button>
    </>
  )
}
