import type { PaymentStatus } from '@/api/types'
import { FilterSelect } from '@/components/ui/FilterSelect'
import { paymentStatuses } from './paymentStatuses'

const options = Object.entries(paymentStatuses).map(([value, { label }]) => ({ value: value as PaymentStatus, label }))

/** Shows only payments of one status. */
export function StatusFilter({ value, onChange }: { value: PaymentStatus | null; onChange: (status: PaymentStatus | null) => void }) {
  return <FilterSelect label="Status" all="All statuses" value={value} onChange={onChange} options={options} />
}
