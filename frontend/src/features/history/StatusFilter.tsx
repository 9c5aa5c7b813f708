import type { PaymentStatus } from '@/api/types'
import { controlClasses } from '@/components/ui/Field'
import { cn } from '@/lib/cn'
import { paymentStatuses, statusOf } from './paymentStatuses'

/** Shows only payments of one status. */
export function StatusFilter({ value, onChange }: { value: PaymentStatus | null; onChange: (status: PaymentStatus | null) => void }) {
  return (
    <select
      aria-label="Status"
      value={value ?? ''}
      onChange={(event) => onChange(statusOf(event.target.value))}
      className={cn(controlClasses, 'w-auto pr-8 font-medium')}
    >
      <option value="">All statuses</option>
      {Object.entries(paymentStatuses).map(([status, { label }]) => (
        <option key={status} value={status}>
          {label}
        </option>
      ))}
    </select>
  )
}
