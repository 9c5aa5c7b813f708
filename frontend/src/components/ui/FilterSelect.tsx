import { useId } from 'react'
import { cn } from '@/lib/cn'
import { controlClasses } from './Field'

interface FilterSelectProps<Value extends string> {
  label: string
  /** Whether the label is to be seen: beside fields that have theirs. */
  isLabelShown?: boolean
  /** What is chosen; null for everything. */
  value: Value | null
  onChange: (value: Value | null) => void
  /** The words for everything. */
  all: string
  options: readonly { value: Value; label: string }[]
}

/** Shows only rows of one kind. */
export function FilterSelect<Value extends string>({ label, isLabelShown = false, value, onChange, all, options }: FilterSelectProps<Value>) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className={isLabelShown ? 'mb-1.5 block font-medium' : 'sr-only'}>
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value ?? null)}
        className={cn(controlClasses, 'w-auto pr-8 font-medium')}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
