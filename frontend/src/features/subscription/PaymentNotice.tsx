import type { OpenInvoice, SubscriptionDetails } from '@/api/types'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { planOf, sentenceAbout, subscriptionStatuses } from './subscriptionStatuses'
import type { SubscriptionActions } from './useSubscriptionActions'

interface PaymentNoticeProps {
  subscription: SubscriptionDetails
  actions: SubscriptionActions
}

/** An invoice waits: what that means for the plan, and the ways to pay it. */
export function PaymentNotice({ subscription, actions }: PaymentNoticeProps) {
  const { status, open_invoice: invoice } = subscription
  const { portal } = actions
  const asksBank = invoice?.needs_confirmation === true
  return (
    <Banner
      tone={status === 'unpaid' ? 'bad' : 'warn'}
      title={titleOf(subscription)}
      className="mb-5"
      actions={
        <div className="flex flex-wrap gap-2">
          {status !== 'incomplete' && (
            <Button busy={portal.isOpening} onClick={portal.updateCard}>
              Update card
            </Button>
          )}
          {invoice?.hosted_invoice_url != null && (
            <Button variant="primary" asChild>
              <a href={invoice.hosted_invoice_url}>{asksBank ? 'Confirm the payment' : `Pay now: ${amountOf(invoice)}`}</a>
            </Button>
          )}
        </div>
      }
    >
      {asksBank && status !== 'unpaid' && status !== 'incomplete' ? confirmationSentence(subscription, invoice) : sentenceOf(subscription)}
    </Banner>
  )
}

function titleOf({ status, open_invoice: invoice }: SubscriptionDetails): string {
  if (status === 'incomplete') return 'The first payment is not complete'
  return invoice?.needs_confirmation === true ? 'Your bank asks you to confirm a payment' : 'Your last payment did not go through'
}

function confirmationSentence(subscription: SubscriptionDetails, invoice: OpenInvoice): string {
  const until = subscription.access_until
  return `${amountOf(invoice)} for ${planOf(subscription)} waits for your confirmation.${until == null ? '' : ` ${planOf(subscription)} stays on until ${formatLongDay(until)}.`}`
}

function sentenceOf(subscription: SubscriptionDetails): string {
  return subscription.status == null ? sentenceAbout(subscription) : subscriptionStatuses[subscription.status].sentence(subscription)
}

function amountOf(invoice: OpenInvoice): string {
  return formatMoney(invoice.amount_due_cents, invoice.currency)
}
