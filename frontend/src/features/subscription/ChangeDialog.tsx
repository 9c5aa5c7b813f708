import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '@/api/problem'
import type { ChangePreview, PlanPriceDetails, SubscriptionDetails } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { billingKeys } from '@/features/billing/hooks'
import type { usePortal } from '@/features/billing/usePortal'
import { formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { useDebounced } from '@/lib/useDebounced'
import { useIdempotencyKey } from '@/lib/useIdempotencyKey'
import { changeSubscription, previewChange, type ChangeOrder, type ConfirmedChange } from './api'
import { ChangeProblem } from './ChangeProblem'
import { PreviewSkeleton, PreviewSummary } from './PreviewSummary'
import { planWithInterval } from './prices'
import { SeatsField, seatsOf } from './SeatsField'
import { planOf } from './subscriptionStatuses'
import { useSubscriptionWrite } from './useSubscriptionWrite'

interface ChangeDialogProps {
  subscription: SubscriptionDetails
  /** Another plan or interval; null for the present one with another number of seats. */
  target: { plan: { id: string; name: string }; price: PlanPriceDetails } | null
  portal: ReturnType<typeof usePortal>
  onClose: () => void
  onDone: (sentence: string) => void
}

/** How long a number of seats stands still before its price is asked for. */
const typingMs = 350

/** Shows what a change costs, by Stripe's own preview, before anything is changed; what is confirmed is what was shown. */
export default function ChangeDialog({ subscription, target, portal, onClose, onDone }: ChangeDialogProps) {
  const price = target?.price ?? subscription.price
  const isPerSeat = price?.per_seat === true
  const [seats, setSeats] = useState(String(subscription.quantity))
  const order = useOrder(subscription, target, isPerSeat ? seats : null)
  const preview = usePreview(order.settled)
  const once = useIdempotencyKey()
  const change = useSubscriptionWrite((confirmed: ConfirmedChange) => once(confirmed, changeSubscription))
  const isCurrent = order.settled !== null && JSON.stringify(order.settled) === JSON.stringify(order.typed)
  const shown = isCurrent ? preview.data : undefined

  const confirm = () => {
    if (shown === undefined || order.settled === null || change.isPending) return
    change.mutate({ ...order.settled, prorationDate: shown.proration_date ?? null }, { onSuccess: (changed) => onDone(outcomeOf(changed, shown)) })
  }

  return (
    <Dialog
      title={target === null ? 'Change the number of seats' : `Change to ${planWithInterval(target.plan.name, target.price.interval)}`}
      onClose={onClose}
      busy={change.isPending}
      actions={
        <>
          <Button disabled={change.isPending} onClick={onClose}>{`Keep ${planOf(subscription)}${target === null ? ' as it is' : ''}`}</Button>
          <Button variant="primary" busy={change.isPending} disabled={shown === undefined} onClick={confirm}>
            {confirmLabel(shown)}
          </Button>
        </>
      }
    >
      {change.error !== null && <ChangeProblem error={change.error} portal={portal} />}
      {isPerSeat && <SeatsField value={seats} onChange={setSeats} />}
      {order.typed !== null && shown === undefined && !preview.isError && <PreviewSkeleton />}
      {order.typed !== null && isCurrent && preview.isError && (
        <ErrorState
          title={isRefusal(preview.error) ? 'This change is not possible' : 'The price of the change could not be found out'}
          error={preview.error}
          onRetry={() => void preview.refetch()}
          retrying={preview.isFetching}
        />
      )}
      {shown !== undefined && <PreviewSummary preview={shown} currentPlan={planOf(subscription)} />}
      {order.typed === null && isPerSeat && seatsOf(seats) === subscription.quantity && <p className="text-muted">That is what you have now.</p>}
    </Dialog>
  )
}

/** What is asked for: as typed, and once the typing has stopped. Null while it is nothing that can be asked for. */
function useOrder(subscription: SubscriptionDetails, target: ChangeDialogProps['target'], seats: string | null) {
  const settledSeats = useDebounced(seats, typingMs)
  const orderOf = (text: string | null): ChangeOrder | null => {
    const quantity = text === null ? 1 : seatsOf(text)
    if (quantity === null || (target === null && quantity === subscription.quantity)) return null
    return { planId: target?.plan.id ?? null, interval: (target?.price ?? subscription.price)?.interval ?? 'month', quantity }
  }
  return { typed: orderOf(seats), settled: orderOf(settledSeats) }
}

/** Asked once for each opening: the amount must not change under the reader's eyes. */
function usePreview(order: ChangeOrder | null) {
  return useQuery({
    queryKey: [...billingKeys.preview, order],
    queryFn: () => previewChange(order!),
    enabled: order !== null,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

function isRefusal(error: Error): boolean {
  return error instanceof ApiProblem && error.status === 409
}

function confirmLabel(preview: ChangePreview | undefined): string {
  if (preview === undefined) return 'Confirm'
  if (preview.takes_effect === 'period_end') return `Change on ${formatLongDay(preview.takes_effect_at)}`
  return preview.due_today_cents > 0 ? `Pay ${formatMoney(preview.due_today_cents, preview.currency)} and change` : `Change now for ${formatMoney(0, preview.currency)}`
}

function outcomeOf(changed: SubscriptionDetails, preview: ChangePreview): string {
  const pending = changed.pending_change
  const target = planWithInterval(preview.plan.name, preview.interval)
  if (pending?.awaits_payment === true) return 'Your bank has to confirm the payment. The change is made as soon as it is paid.'
  if (pending?.takes_effect_at != null) return `You keep ${planOf(changed)} until ${formatLongDay(pending.takes_effect_at)}.`
  const seats = preview.price.per_seat ? ` with ${preview.quantity.toLocaleString()} ${preview.quantity === 1 ? 'seat' : 'seats'}` : ''
  return `You are on ${target}${seats} now.`
}
