import { CheckIcon } from '@heroicons/react/20/solid'
import { useId, type ReactNode } from 'react'
import type { BillingInterval, PlanDetails, PlanPriceDetails } from '@/api/types'
import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { cn } from '@/lib/cn'
import { formatMoney } from '@/lib/money'
import { trialDaysOf } from './planOffer'
import { everyInterval, priceOf } from './prices'

interface PlanCardProps {
  plan: PlanDetails
  interval: BillingInterval
  isCurrent?: boolean
  /** Whether a trial would be granted. */
  isTrialAvailable: boolean
  /** What can be done with the plan. */
  action: ReactNode
}

/** A plan on offer: name, price, what it entitles to. */
export function PlanCard({ plan, interval, isCurrent = false, isTrialAvailable, action }: PlanCardProps) {
  const headingId = useId()
  return (
    <Card className={cn('flex flex-col p-5 sm:p-6', isCurrent && 'border-accent')} role="group" aria-labelledby={headingId}>
      <div className="flex min-h-6 items-center justify-between gap-3">
        <h3 id={headingId} className="text-base/6 font-semibold">
          {plan.name}
        </h3>
        {isCurrent && <Badge tone="accent">Current</Badge>}
      </div>
      <p className="mt-0.5 text-[0.8125rem] text-muted">{plan.description}</p>
      <PlanPrice plan={plan} interval={interval} isTrialAvailable={isTrialAvailable && !isCurrent} />
      {action}
      <ul className="mt-5 space-y-2 border-t border-line pt-5 text-muted">
        {plan.features.map((feature) => (
          <li key={feature} className="flex gap-2.5">
            <CheckIcon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-text" />
            {feature}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function PlanPrice({ plan, interval, isTrialAvailable }: { plan: PlanDetails; interval: BillingInterval; isTrialAvailable: boolean }) {
  const price = priceOf(plan, interval)
  const amount = plan.prices.length === 0 ? 'Free' : price === undefined ? '—' : formatMoney(price.amount_cents, price.currency, { trimZeros: true })
  const trialDays = price === undefined ? 0 : trialDaysOf(price, isTrialAvailable)
  return (
    <p className="mt-4 mb-5">
      <span className="text-3xl/9 font-semibold tracking-[-0.03em] tabular-nums">{amount}</span> <span className="text-faint">{wordsOf(plan, price)}</span>
      {trialDays > 0 && <span className="mt-1 block text-[0.8125rem] font-medium text-accent-text">{`The first ${trialDays} days are free`}</span>}
    </p>
  )
}

function wordsOf(plan: PlanDetails, price: PlanPriceDetails | undefined): string {
  if (plan.prices.length === 0) return 'for ever'
  if (price === undefined) return 'not offered for this interval'
  return price.per_seat ? `per seat ${everyInterval(price.interval)}` : everyInterval(price.interval)
}
