import type { SubscriptionDetails } from '@/api/types'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { sentenceAbout } from './subscriptionStatuses'
import type { useCheckout } from './useCheckout'

interface PaymentDueBannerProps {
  subscription: SubscriptionDetails
  checkout: ReturnType<typeof useCheckout>
}

/** A payment failed: what that means, and the way to the open invoice, which the API names when a checkout is asked for. */
export function PaymentDueBanner({ subscription, checkout }: PaymentDueBannerProps) {
  const { plan, price, status } = subscription
  return (
    <Banner
      tone={status === 'unpaid' ? 'bad' : 'warn'}
      title="Your last payment did not go through"
      className="mb-5"
      actions={
        plan != null &&
        price != null && (
          <Button
            variant="primary"
            busy={checkout.order !== null}
            onClick={() => void checkout.start({ planId: plan.id, interval: price.interval })}
          >
            Find the open invoice
          </Button>
        )
      }
    >
      {sentenceAbout(subscription)}
    </Banner>
  )
}
