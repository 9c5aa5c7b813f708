import type { SubscriptionDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { Skeleton } from '@/components/ui/Skeleton'
import { formatLongDay } from '@/lib/date'
import { discountWords, planWithInterval, recurringAmount } from './prices'
import { endOf, isLive, isPaymentDue, planOf, sentenceAbout, subscriptionStatuses } from './subscriptionStatuses'
import type { SubscriptionActions } from './useSubscriptionActions'

interface CurrentPlanProps {
  subscription: SubscriptionDetails
  actions: SubscriptionActions
  /** Whether a notice above says what the status means. */
  isExplained: boolean
}

/** What one is subscribed to, what it costs, what happens next, and what can be done about it. */
export function CurrentPlan({ subscription, actions, isExplained }: CurrentPlanProps) {
  const { plan, price, status, quantity, discount } = subscription
  const look = status == null ? null : subscriptionStatuses[status]
  return (
    <Card className="p-5 sm:px-6">
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]">
        <Fact term="Plan">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            {planWithInterval(plan?.name ?? 'Custom plan', price?.interval)}
            {look !== null && <Badge tone={look.tone}>{look.label}</Badge>}
          </span>
        </Fact>
        <Fact term="Amount">
          <span className="tabular-nums">{price == null ? (status == null ? 'Nothing' : 'As agreed') : recurringAmount(price, quantity)}</span>
          {discount != null && <span className="block text-[0.8125rem] font-normal text-ok">{discountWords(discount)}</span>}
        </Fact>
        {price?.per_seat === true && <Fact term="Seats">{quantity.toLocaleString()}</Fact>}
        <NextDate subscription={subscription} />
      </dl>
      {!isExplained && <p className="mt-4 border-t border-line pt-4 text-muted">{sentenceAbout(subscription)}</p>}
      {isLive(subscription) && <Buttons subscription={subscription} actions={actions} />}
    </Card>
  )
}

function NextDate({ subscription }: { subscription: SubscriptionDetails }) {
  const end = endOf(subscription)
  if (!isLive(subscription)) return null
  if (end !== null) return <Fact term="Ends">{formatLongDay(end)}</Fact>
  const next = subscription.status === 'trialing' ? subscription.trial_end : subscription.current_period_end
  if (next == null || subscription.status === 'paused') return null
  return <Fact term={subscription.status === 'trialing' ? 'First payment' : 'Renews'}>{formatLongDay(next)}</Fact>
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-faint">{term}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  )
}

function Buttons({ subscription, actions }: { subscription: SubscriptionDetails; actions: SubscriptionActions }) {
  const { openDialog, portal } = actions
  const { price, status, collection_paused: isPaused, pending_change: pending } = subscription
  const isEnding = endOf(subscription) !== null
  const isSettled = !isPaymentDue(subscription) && status !== 'paused' && !isEnding && pending?.awaits_payment !== true
  return (
    <div className="mt-4 -mb-1 flex flex-wrap gap-2 border-t border-line pt-4">
      <Button busy={portal.isOpening} onClick={portal.manage}>
        Manage payment method
      </Button>
      {price?.per_seat === true && isSettled && <Button onClick={() => openDialog({ kind: 'seats' })}>Change seats</Button>}
      {status === 'active' && isSettled && !isPaused && (
        <Button variant="quiet" onClick={() => openDialog({ kind: 'pause' })}>
          Pause payments
        </Button>
      )}
      {!isEnding && (
        <Button variant="quiet" onClick={() => openDialog({ kind: 'cancel' })}>
          {`Cancel ${planOf(subscription)}`}
        </Button>
      )}
    </div>
  )
}

/** Stands where the current plan will be. */
export function CurrentPlanSkeleton() {
  return (
    <Card className="p-5 sm:px-6">
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
        {['a', 'b', 'c'].map((key) => (
          <div key={key}>
            <Skeleton className="w-14" />
            <Skeleton className="mt-2.5 h-4 w-32" />
          </div>
        ))}
      </div>
      <Skeleton className="mt-8 mb-1 w-64 max-w-full" />
    </Card>
  )
}
