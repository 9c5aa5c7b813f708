import { useId } from 'react'
import type { BillingInterval } from '@/api/types'

interface IntervalSwitchProps {
  value: BillingInterval
  onChange: (interval: BillingInterval) => void
  /** What paying by the year saves, in percent. */
  saving: number
}

/** Monthly or yearly: two radio buttons in the look of a switch. */
export function IntervalSwitch({ value, onChange, saving }: IntervalSwitchProps) {
  return (
    <fieldset className="inline-flex rounded-lg bg-neutral-soft p-1">
      <legend className="sr-only">Billing interval</legend>
      <Option interval="month" label="Monthly" isChosen={value === 'month'} onChoose={onChange} />
      <Option interval="year" label={saving > 0 ? `Yearly · save ${saving}%` : 'Yearly'} isChosen={value === 'year'} onChoose={onChange} />
    </fieldset>
  )
}

interface OptionProps {
  interval: BillingInterval
  label: string
  isChosen: boolean
  onChoose: (interval: BillingInterval) => void
}

function Option({ interval, label, isChosen, onChoose }: OptionProps) {
  const id = useId()
  return (
    <span className="relative">
      <input type="radio" id={id} name="interval" checked={isChosen} onChange={() => onChoose(interval)} className="peer sr-only" />
      <label
        htmlFor={id}
        className="flex min-h-9 cursor-pointer items-center rounded-md px-3.5 text-[0.8125rem] font-medium text-muted transition-colors duration-100 peer-checked:bg-surface peer-checked:text-ink peer-checked:shadow-rest peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent hover:text-ink"
      >
        {label}
      </label>
    </span>
  )
}
