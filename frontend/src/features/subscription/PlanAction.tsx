import { useState } from 'react'
import type { BillingInterval, PlanDetails, SubscriptionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { offerOf } from './planOffer'
import { SeatsField, seatsOf } from './SeatsField'
import type { SubscriptionActions } from './useSubscriptionActions'

interface PlanActionProps {
  plan: PlanDetails
  interval: BillingInterval
  subscription: SubscriptionDetails
  actions: SubscriptionActions
}

/** What one can do with a plan: have it, subscribe to it, change to it. */
export function PlanAction({ plan, interval, subscription, actions }: PlanActionProps) {
  const [seats, setSeats] = useState('1')
  const offer = offerOf(plan, interval, subscription)
  const { checkout } = actions
  switch (offer.kind) {
    case 'none':
      return <p className="flex min-h-10 items-center justify-center rounded-lg bg-sunken px-4 py-2 text-center font-medium text-muted">{offer.words}</p>
    case 'cancel':
      return (
        <Button wide onClick={() => actions.openDialog({ kind: 'cancel' })}>
          {offer.label}
        </Button>
      )
    case 'change':
      return (
        <Button
          variant={offer.isUpgrade ? 'primary' : 'secondary'}
          wide
          disabled={actions.running !== null}
          aria-label={offer.isUpgrade ? `${offer.label} to ${plan.name}` : undefined}
          onClick={() => actions.openDialog({ kind: 'change', plan, price: offer.price })}
        >
          {offer.label}
        </Button>
      )
    case 'checkout': {
      const isOpening = checkout.order?.planId === plan.id || checkout.order?.planId === plan.code
      const quantity = offer.price.per_seat ? seatsOf(seats) : 1
      return (
        <div className="space-y-3">
          {offer.price.per_seat && <SeatsField value={seats} onChange={setSeats} plan={plan.name} />}
          <Button
            variant="primary"
            wide
            busy={isOpening}
            disabled={checkout.order !== null || quantity === null}
            aria-label={isOpening ? `Opening the checkout for ${plan.name}` : `${offer.label} ${offer.label === 'Upgrade Now' ? 'to' : 'of'} ${plan.name}`}
            onClick={() => void checkout.start({ planId: plan.id, interval, ...(offer.price.per_seat ? { quantity: quantity! } : {}) })}
          >
            {isOpening ? 'Opening the checkout…' : offer.label}
          </Button>
        </div>
      )
    }
  }
}
