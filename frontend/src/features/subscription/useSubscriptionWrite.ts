import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SubscriptionDetails } from '@/api/types'
import { billingKeys } from '@/features/billing/hooks'

/** A write that answers with the subscription as it is then; the page shows that without asking. */
export function useSubscriptionWrite<Order = void>(write: (order: Order) => Promise<SubscriptionDetails>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: (subscription) => {
      queryClient.setQueryData(billingKeys.subscription, subscription)
      void queryClient.invalidateQueries({ queryKey: billingKeys.history })
      void queryClient.invalidateQueries({ queryKey: billingKeys.invoices })
    },
    // A refusal may have left something behind, an invoice that waits to be paid for example.
    onError: () => queryClient.invalidateQueries({ queryKey: billingKeys.subscription }),
  })
}
