import { useId, type ComponentProps, type ReactNode } from 'react'

interface ChoiceProps extends Omit<ComponentProps<'input'>, 'id' | 'type'> {
  label: string
  /** What comes of it. */
  children: ReactNode
}

/** One of several ways, with what comes of it: a radio button; stands in a <fieldset>. */
export function Choice({ label, children, ...input }: ChoiceProps) {
  const id = useId()
  return (
    <div className="relative flex gap-3 rounded-lg border border-line-strong px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft/40">
      <input type="radio" id={id} aria-describedby={`${id}-more`} className="mt-0.5 size-4 shrink-0 accent-accent" {...input} />
      <div>
        {/* The whole box can be clicked. */}
        <label htmlFor={id} className="font-medium after:absolute after:inset-0 after:cursor-pointer">
          {label}
        </label>
        <p id={`${id}-more`} className="text-muted">
          {children}
        </p>
      </div>
    </div>
  )
}
