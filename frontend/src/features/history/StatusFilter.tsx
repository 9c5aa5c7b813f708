import type { PaymentStatus } from '@/api/types'
import { FilterSelect } from '@/components/ui/FilterSelect'
import { paymentStatuses } from './paymentStatuses'

const options = Object.entries(paymentStatuses).map(([value, { label }]) => ({ value: value as PaymentStatus, label }))

interface StatusFilterProps {
  isLabelShown?: boolean
  value: PaymentStatus | null
  onChange: (status: PaymentStatus | null) => void
}

/** Shows only payments of one status. */
export function StatusFilter({ isLabelShown = false, value, onChange }: StatusFilterProps) {
  return <FilterSelect label="Status" isLabelShown={isLabelShown} all="All statuses" value={value} onChange={onChange} options={options} />
}
