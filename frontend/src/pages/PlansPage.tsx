import { useState } from 'react'
import { Link } from 'react-router'
import type { BillingInterval, PlanDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { PageHeader } from '@/components/ui/PageHeader'
import { usePlans } from '@/features/billing/hooks'
import { IntervalSwitch } from '@/features/subscription/IntervalSwitch'
import { PlanCard } from '@/features/subscription/PlanCard'
import { PlanGrid, PlanGridSkeleton } from '@/features/subscription/PlanGrid'
import { yearlySaving } from '@/features/subscription/prices'

/** The plans, for people who have no account yet. */
export default function PlansPage() {
  const plans = usePlans()
  const [interval, setInterval] = useState<BillingInterval>('month')
  return (
    <div className="mx-auto w-full max-w-[66rem] pt-6 sm:pt-10">
      <PageHeader
        title="Choose your plan"
        description="Start for free, upgrade when you need more."
        actions={plans.data !== undefined && <IntervalSwitch value={interval} onChange={setInterval} saving={yearlySaving(plans.data)} />}
      />
      <h2 className="sr-only">Plans</h2>
      {plans.isPending && <PlanGridSkeleton />}
      {plans.isError && (
        <ErrorState title="The plans could not be loaded" error={plans.error} onRetry={() => void plans.refetch()} retrying={plans.isFetching} />
      )}
      {plans.data !== undefined && (
        <PlanGrid>
          {plans.data.map((plan) => (
            <PlanCard key={plan.id} plan={plan} interval={interval} isTrialAvailable action={<Choose plan={plan} interval={interval} />} />
          ))}
        </PlanGrid>
      )}
      <p className="mt-8 text-center text-muted">
        You have an account?{' '}
        <Link to="/sign-in" className="font-medium text-accent-text underline">
          Sign in
        </Link>
      </p>
    </div>
  )
}

function Choose({ plan, interval }: { plan: PlanDetails; interval: BillingInterval }) {
  const isFree = plan.prices.length === 0
  const checkout = `/account/subscription?plan=${encodeURIComponent(plan.code)}&interval=${interval}`
  return (
    <Button variant={isFree ? 'secondary' : 'primary'} wide asChild>
      <Link to={isFree ? '/register' : `/register?next=${encodeURIComponent(checkout)}`}>{isFree ? 'Get started' : `Choose ${plan.name}`}</Link>
    </Button>
  )
}
