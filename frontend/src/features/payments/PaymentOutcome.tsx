import { CheckIcon, ClockIcon, XMarkIcon } from '@heroicons/react/24/outline'
import type { ComponentType, SVGProps } from 'react'
import { Link } from 'react-router'
import type { PaymentDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { Line } from '@/components/ui/Line'
import { PageHeader } from '@/components/ui/PageHeader'
import { PaymentMethod } from '@/features/history/PaymentMethod'
import { cn } from '@/lib/cn'
import { formatMoney } from '@/lib/money'

interface Look {
  Icon: ComponentType<SVGProps<SVGSVGElement>>
  classes: string
  title: string
  description: string
}

const bad = 'bg-bad-soft text-bad'

function lookOf(payment: PaymentDetails): Look {
  switch (payment.status) {
    case 'pending':
      return {
        Icon: ClockIcon,
        classes: 'bg-warn-soft text-warn',
        title: 'Your payment is under way',
        description: 'The bank has not decided yet. You can leave this page: the payment history shows how it goes.',
      }
    case 'failed':
      return {
        Icon: XMarkIcon,
        classes: bad,
        title: 'The payment did not go through',
        description: `${payment.failure_reason ?? 'The card was not accepted.'} Nothing was charged.`,
      }
    case 'canceled':
      return { Icon: XMarkIcon, classes: bad, title: 'The payment was canceled', description: 'Nothing was charged.' }
    case 'succeeded':
    case 'refunded':
    case 'partially_refunded':
    case 'disputed':
      return { Icon: CheckIcon, classes: 'bg-ok-soft text-ok', title: 'Payment complete', description: 'Thank you. The payment is in your history.' }
  }
}

/** How a one-time payment went, and what to do next. */
export function PaymentOutcome({ payment }: { payment: PaymentDetails }) {
  const { Icon, classes, title, description } = lookOf(payment)
  const canTryAgain = payment.status === 'failed' || payment.status === 'canceled'
  return (
    <>
      <span className={cn('mb-4 grid size-11 place-items-center rounded-full', classes)}>
        <Icon aria-hidden="true" className="size-6" strokeWidth={2.2} />
      </span>
      <PageHeader key={title} title={title} description={description} />
      <Card className="mb-6 px-5 sm:px-6">
        <dl className="divide-y divide-line">
          <Line term="Amount">{formatMoney(payment.amount_cents, payment.currency)}</Line>
          {payment.description != null && <Line term="For">{payment.description}</Line>}
          {payment.payment_method != null && (
            <Line term={payment.status === 'succeeded' ? 'Paid with' : 'Tried with'}>
              <PaymentMethod payment={payment} />
            </Line>
          )}
        </dl>
      </Card>
      <div className="flex flex-wrap gap-2">
        {canTryAgain && (
          <Button variant="primary" asChild>
            <Link to="/billing/pay">Try again</Link>
          </Button>
        )}
        <Button variant={canTryAgain ? 'secondary' : 'primary'} asChild>
          <Link to="/billing/history">View payment history</Link>
        </Button>
      </div>
    </>
  )
}
