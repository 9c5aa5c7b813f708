import { useId, type ComponentProps, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  /** What is wrong with the value; said to screen readers with the field. */
  error?: string | undefined
  hint?: ReactNode
  /** A small control inside the field, at its end. */
  action?: ReactNode
}

/** A labelled input with its hint and its error. */
export function Field({ label, error, hint, action, className, ...input }: FieldProps) {
  const id = useId()
  const notes = [hint !== undefined ? `${id}-hint` : '', error !== undefined ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={notes || undefined}
          className={cn(controlClasses, error !== undefined && 'border-bad', action !== undefined && 'pr-11')}
          {...input}
        />
        {action !== undefined && <div className="absolute inset-y-0 right-1 flex items-center">{action}</div>}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-faint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.8125rem] text-bad">
          {error}
        </p>
      )}
    </div>
  )
}

/** The look of inputs and selects. */
export const controlClasses = 'control'
