import type { StripeElements, Stripe } from '@stripe/stripe-js'
import { useEffect, useRef, useState } from 'react'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { LoadingNote, Skeleton } from '@/components/ui/Skeleton'
import { formatMoney } from '@/lib/money'
import type { BegunPayment } from './PaymentForm'
import { loadStripeJs } from './stripeJs'

interface CardStepProps {
  payment: BegunPayment
  publishableKey: string
  stripeJsUrl: string
  onPaid: (paymentIntentId: string) => void
  onBack: () => void
}

/** Stripe's Payment Element, and the button that pays. A declined card leaves the payment open for another. */
export function CardStep({ payment, publishableKey, stripeJsUrl, onPaid, onBack }: CardStepProps) {
  const { host, form, isReady, hasFailed, retry } = usePaymentElement(publishableKey, stripeJsUrl, payment.clientSecret)
  const [isPaying, setIsPaying] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const pay = async () => {
    if (form.current === null || isPaying) return
    const { stripe, elements } = form.current
    setIsPaying(true)
    setProblem(null)
    const invalid = (await elements.submit()).error
    // Only cards that ask for 3-D Secure leave the page; they come back to the result.
    const answer = invalid
      ? { error: invalid }
      : await stripe.confirmPayment({ elements, confirmParams: { return_url: `${window.location.origin}/billing/pay/result` }, redirect: 'if_required' })
    setIsPaying(false)
    if (answer.error === undefined) onPaid(payment.paymentIntentId)
    else if (answer.error.type !== 'validation_error') setProblem(answer.error.message ?? 'The payment did not go through.')
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void pay()
      }}
    >
      {problem !== null && (
        <Banner tone="bad" role="alert" title={problem}>
          Nothing was charged. Try again or use another card.
        </Banner>
      )}
      {hasFailed && (
        <Banner tone="bad" role="alert" title="The card form could not be loaded" actions={<Button onClick={retry}>Try again</Button>}>
          Nothing was charged. A blocker in your browser may keep Stripe away.
        </Banner>
      )}
      {!isReady && !hasFailed && (
        <>
          <LoadingNote>Loading the card form…</LoadingNote>
          <Skeleton className="h-40 w-full rounded-lg" />
        </>
      )}
      <div ref={host} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" className="flex-1" busy={isPaying} disabled={!isReady}>
          {`Pay ${formatMoney(payment.amountCents, payment.currency)}`}
        </Button>
        <Button onClick={onBack} disabled={isPaying}>
          Change
        </Button>
      </div>
    </form>
  )
}

interface LoadedForm {
  stripe: Stripe
  elements: StripeElements
}

/** Mounts the Payment Element into the host; retry loads it again. */
function usePaymentElement(publishableKey: string, stripeJsUrl: string, clientSecret: string) {
  const host = useRef<HTMLDivElement>(null)
  const form = useRef<LoadedForm | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')

  useEffect(() => {
    let isGone = false
    let unmount = () => undefined as void
    loadStripeJs(stripeJsUrl).then(
      (construct) => {
        if (isGone || host.current === null) return
        const stripe = construct(publishableKey)
        const elements = stripe.elements({ clientSecret })
        const element = elements.create('payment')
        element.on('ready', () => setState('ready'))
        element.on('loaderror', () => setState('failed'))
        element.mount(host.current)
        form.current = { stripe, elements }
        unmount = () => element.destroy()
      },
      () => !isGone && setState('failed'),
    )
    return () => {
      isGone = true
      form.current = null
      unmount()
    }
  }, [publishableKey, stripeJsUrl, clientSecret, attempt])

  const retry = () => {
    setState('loading')
    setAttempt(attempt + 1)
  }
  return { host, form, isReady: state === 'ready', hasFailed: state === 'failed', retry }
}
