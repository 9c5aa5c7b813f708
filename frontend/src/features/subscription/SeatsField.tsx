import { Field } from '@/components/ui/Field'

const maxSeats = 9999

/** A number of seats as typed; null when it is none between 1 and 9999. */
export function seatsOf(text: string): number | null {
  const seats = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  return seats >= 1 && seats <= maxSeats ? seats : null
}

interface SeatsFieldProps {
  value: string
  onChange: (text: string) => void
  /** Tells fields apart where there are several. */
  plan?: string
}

/** How many seats. */
export function SeatsField({ value, onChange, plan }: SeatsFieldProps) {
  return (
    <Field
      label="Seats"
      {...(plan === undefined ? {} : { 'aria-label': `Seats of ${plan}` })}
      type="number"
      inputMode="numeric"
      min={1}
      max={maxSeats}
      step={1}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={seatsOf(value) === null ? 'Enter a number from 1 to 9,999.' : undefined}
    />
  )
}
