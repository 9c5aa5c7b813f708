import { useForm } from 'react-hook-form'
import type { InboxEventStatus } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { FilterSelect } from '@/components/ui/FilterSelect'
import { eventStatuses } from './eventStatuses'

const options = Object.entries(eventStatuses).map(([value, { label }]) => ({ value: value as InboxEventStatus, label }))

interface EventFiltersProps {
  status: InboxEventStatus | null
  type: string | null
  customer: string | null
  onChange: (filters: Record<string, string | null>) => void
}

/** Shows only events of one status, type or customer. */
export function EventFilters({ status, type, customer, onChange }: EventFiltersProps) {
  const { register, handleSubmit } = useForm({ defaultValues: { type: type ?? '', customer: customer ?? '' } })
  const submit = handleSubmit((values) => onChange({ type: values.type.trim(), customer: values.customer.trim() }))
  return (
    <form onSubmit={(event) => void submit(event)} className="mb-4 flex flex-wrap items-end gap-3">
      <FilterSelect label="Status" isLabelShown all="All statuses" value={status} onChange={(next) => onChange({ status: next })} options={options} />
      <Field label="Type" placeholder="invoice.paid" className="min-w-40 flex-1" {...register('type')} />
      <Field label="Customer" placeholder="cus_…" className="min-w-40 flex-1" {...register('customer')} />
      <Button type="submit">Filter</Button>
    </form>
  )
}

/** The status that an address names; null for none. */
export function eventStatusOf(text: string | null): InboxEventStatus | null {
  return options.find(({ value }) => value === text)?.value ?? null
}
