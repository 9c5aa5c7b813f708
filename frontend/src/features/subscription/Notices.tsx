import type { SubscriptionDetails } from '@/api/types'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { formatLongDay } from '@/lib/date'
import { PaymentNotice } from './PaymentNotice'
import { planWithInterval } from './prices'
import { endOf, isLive, isPaymentDue, planOf, sentenceAbout, subscriptionStatuses } from './subscriptionStatuses'
import type { QuickAction, SubscriptionActions } from './useSubscriptionActions'

interface NoticeProps {
  subscription: SubscriptionDetails
  actions: SubscriptionActions
}

/** Whether a notice says what the status means, so that the card need not. */
export function isExplainedByNotice(subscription: SubscriptionDetails): boolean {
  if (!isLive(subscription)) return subscription.status === 'incomplete'
  const { status, pending_change: pending, collection_paused: isPaused } = subscription
  return isPaymentDue(subscription) || status === 'paused' || endOf(subscription) !== null || pending != null || isPaused
}

/** What the person should know about the subscription, the urgent first, each with its next step. */
export function Notices({ subscription, actions }: NoticeProps) {
  const { status } = subscription
  return (
    <>
      {(isPaymentDue(subscription) || status === 'incomplete') && <PaymentNotice subscription={subscription} actions={actions} />}
      {status === 'paused' && <PausedNotice subscription={subscription} actions={actions} />}
      {isLive(subscription) && endOf(subscription) !== null && <EndingNotice subscription={subscription} actions={actions} />}
      {subscription.pending_change != null && <PendingChangeNotice subscription={subscription} actions={actions} />}
      {isLive(subscription) && subscription.collection_paused && <PausedPaymentsNotice subscription={subscription} actions={actions} />}
    </>
  )
}

function PausedNotice({ subscription, actions }: NoticeProps) {
  const { portal } = actions
  return (
    <Banner
      tone="neutral"
      title={`${planOf(subscription)} is paused`}
      className="mb-5"
      actions={
        <div className="flex flex-wrap gap-2">
          <Button busy={portal.isOpening} onClick={portal.updateCard}>
            Add a card
          </Button>
          <Quick action="resumePayments" actions={actions} isMain>
            {`Resume ${planOf(subscription)}`}
          </Quick>
        </div>
      }
    >
      {subscriptionStatuses.paused.sentence(subscription)}
    </Banner>
  )
}

function EndingNotice({ subscription, actions }: NoticeProps) {
  return (
    <Banner
      tone="accent"
      title={`${planOf(subscription)} ends on ${formatLongDay(endOf(subscription)!)}`}
      className="mb-5"
      actions={
        <Quick action="keepSubscription" actions={actions} isMain>
          {`Keep ${planOf(subscription)}`}
        </Quick>
      }
    >
      {sentenceAbout(subscription)}
    </Banner>
  )
}

function PendingChangeNotice({ subscription, actions }: NoticeProps) {
  const { plan, price, quantity, takes_effect_at: from, awaits_payment: awaitsPayment, expires_at: expiry } = subscription.pending_change!
  const target = planWithInterval(plan?.name ?? 'another plan', price?.interval)
  const seats = price?.per_seat === true ? ` with ${quantity.toLocaleString()} ${quantity === 1 ? 'seat' : 'seats'}` : ''
  const invoice = subscription.open_invoice
  return (
    <Banner
      tone={awaitsPayment ? 'warn' : 'accent'}
      title={awaitsPayment || from == null ? `Your change to ${target}${seats} waits for its payment` : `You change to ${target}${seats} on ${formatLongDay(from)}`}
      className="mb-5"
      actions={
        <div className="flex flex-wrap gap-2">
          <Quick action="keepPlan" actions={actions}>{`Keep ${planOf(subscription)}`}</Quick>
          {awaitsPayment && invoice?.hosted_invoice_url != null && (
            <Button variant="primary" asChild>
              <a href={invoice.hosted_invoice_url}>Complete the payment</a>
            </Button>
          )}
        </div>
      }
    >
      {awaitsPayment
        ? `Until it is paid you stay on ${planOf(subscription)}.${expiry == null ? '' : ` If it is not paid by ${formatLongDay(expiry)}, the change is given up.`}`
        : `Until then you keep ${planOf(subscription)}. Nothing is charged for the change.`}
    </Banner>
  )
}

function PausedPaymentsNotice({ subscription, actions }: NoticeProps) {
  const until = subscription.collection_resumes_at
  return (
    <Banner
      tone="neutral"
      title={until == null ? 'Payments are paused' : `Payments are paused until ${formatLongDay(until)}`}
      className="mb-5"
      actions={<Quick action="resumePayments" actions={actions}>Resume payments</Quick>}
    >
      {until == null ? 'Nothing is charged until you resume them.' : 'Nothing is charged before that; then they go on by themselves.'}
    </Banner>
  )
}

function Quick({ action, actions, isMain = false, children }: { action: QuickAction; actions: SubscriptionActions; isMain?: boolean; children: string }) {
  return (
    <Button
      variant={isMain ? 'primary' : 'secondary'}
      busy={actions.running === action}
      disabled={actions.running !== null}
      onClick={() => actions.run(action)}
    >
      {children}
    </Button>
  )
}
