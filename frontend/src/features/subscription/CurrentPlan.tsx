import type { SubscriptionDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { Skeleton } from '@/components/ui/Skeleton'
import { formatLongDay } from '@/lib/date'
import { planWithInterval, recurringAmount } from './prices'
import { endOf, isLive, sentenceAbout, subscriptionStatuses } from './subscriptionStatuses'

/** What one is subscribed to, what it costs, and what happens next. */
export function CurrentPlan({ subscription }: { subscription: SubscriptionDetails }) {
  const { plan, price, status, quantity } = subscription
  const look = status == null ? null : subscriptionStatuses[status]
  const name = plan?.name ?? 'Custom plan'
  return (
    <Card className="p-5 sm:px-6">
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
        <Fact term="Plan">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            {planWithInterval(name, price?.interval)}
            {look !== null && <Badge tone={look.tone}>{look.label}</Badge>}
          </span>
        </Fact>
        <Fact term="Amount">
          <span className="tabular-nums">{price == null ? (status == null ? 'Nothing' : 'As agreed') : recurringAmount(price, quantity)}</span>
        </Fact>
        <NextDate subscription={subscription} />
      </dl>
      <p className="mt-4 border-t border-line pt-4 text-muted">{sentenceAbout(subscription)}</p>
    </Card>
  )
}

function NextDate({ subscription }: { subscription: SubscriptionDetails }) {
  const end = endOf(subscription)
  if (!isLive(subscription)) return null
  if (end !== null) return <Fact term="Ends">{formatLongDay(end)}</Fact>
  const next = subscription.status === 'trialing' ? subscription.trial_end : subscription.current_period_end
  if (next == null) return null
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
