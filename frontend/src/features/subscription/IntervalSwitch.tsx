import * as ToggleGroup from '@radix-ui/react-toggle-group'
import type { BillingInterval } from '@/api/types'
import { intervalOf } from './prices'

interface IntervalSwitchProps {
  value: BillingInterval
  onChange: (interval: BillingInterval) => void
  /** What paying by the year saves, in percent. */
  saving: number
}

const itemClasses =
  'min-h-9 rounded-md px-3.5 text-[0.8125rem] font-medium text-muted transition-colors duration-100 hover:text-ink data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-rest'

/** Monthly or yearly. */
export function IntervalSwitch({ value, onChange, saving }: IntervalSwitchProps) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => next !== '' && onChange(intervalOf(next))}
      aria-label="Billing interval"
      className="inline-flex rounded-lg bg-neutral-soft p-1"
    >
      <ToggleGroup.Item value="month" className={itemClasses}>
        Monthly
      </ToggleGroup.Item>
      <ToggleGroup.Item value="year" className={itemClasses}>
        Yearly{saving > 0 && ` · save ${saving}%`}
      </ToggleGroup.Item>
    </ToggleGroup.Root>
  )
}
