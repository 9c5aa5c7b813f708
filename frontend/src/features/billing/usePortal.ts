import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useRestored } from '@/lib/useRestored'
import { createPortalSession } from './api'

/** Goes to Stripe's page on which a person changes the card and sees the invoices; it leads back here. */
export function usePortal() {
  const [isLeaving, setIsLeaving] = useState(false)
  useRestored(() => setIsLeaving(false))
  const { mutate, isPending, error } = useMutation({
    mutationFn: createPortalSession,
    onSuccess: ({ url }) => {
      setIsLeaving(true)
      window.location.assign(url)
    },
  })
  const isOpening = isPending || isLeaving
  return {
    isOpening,
    error,
    /** Straight to the form for another card. */
    updateCard: () => isOpening || mutate('payment_method_update'),
    /** To everything that Stripe keeps. */
    manage: () => isOpening || mutate(null),
  }
}
