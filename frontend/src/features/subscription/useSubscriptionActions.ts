import { useState } from 'react'
import type { PlanPriceDetails, SubscriptionDetails } from '@/api/types'
import { usePortal } from '@/features/billing/usePortal'
import { keepPlan, resumePayments, takeBackCancellation } from './api'
import { planOf } from './subscriptionStatuses'
import { useCheckout } from './useCheckout'
import { useSubscriptionWrite } from './useSubscriptionWrite'

/** A question over the page. */
export type OpenDialog =
  | { kind: 'change'; plan: { id: string; name: string }; price: PlanPriceDetails }
  | { kind: 'seats' }
  | { kind: 'cancel' }
  | { kind: 'pause' }

/** What is done without a question, for it takes something back. */
const quickActions = {
  keepPlan: { run: keepPlan, outcome: (s: SubscriptionDetails) => `You stay on ${planOf(s)}.` },
  keepSubscription: { run: takeBackCancellation, outcome: (s: SubscriptionDetails) => `${planOf(s)} goes on as before.` },
  resumePayments: { run: resumePayments, outcome: () => 'Payments go on.' },
}

export type QuickAction = keyof typeof quickActions

/** Everything that can be done on the subscription page: one thing at a time. */
export function useSubscriptionActions() {
  const checkout = useCheckout()
  const portal = usePortal()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const quick = useSubscriptionWrite((action: QuickAction) => quickActions[action].run())

  return {
    checkout,
    portal,
    dialog,
    openDialog: (next: OpenDialog) => {
      setOutcome(null)
      setDialog(next)
    },
    closeDialog: () => setDialog(null),
    /** What was done last, for the page to say. */
    outcome,
    finish: (sentence: string) => {
      setDialog(null)
      setOutcome(sentence)
    },
    running: quick.isPending ? quick.variables : null,
    quickError: quick.error,
    run: (action: QuickAction) => {
      if (quick.isPending) return
      setOutcome(null)
      quick.mutate(action, { onSuccess: (subscription) => setOutcome(quickActions[action].outcome(subscription)) })
    },
  }
}

export type SubscriptionActions = ReturnType<typeof useSubscriptionActions>
