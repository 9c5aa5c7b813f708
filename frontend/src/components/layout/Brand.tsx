import { useStripeConfig } from '@/features/billing/hooks'

/** The product's mark and name. */
export function Brand() {
  const name = useStripeConfig().data?.product_name
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-[-0.01em]">
      <img src="/icon.svg" alt="" width={24} height={24} />
      {name ?? ''}
    </span>
  )
}
