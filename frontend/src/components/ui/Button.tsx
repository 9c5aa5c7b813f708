import { Slot } from '@radix-ui/react-slot'
import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Spinner } from './Spinner'

const look = cva(
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-lg border px-4 py-2 text-sm/5 font-medium transition-colors duration-100 disabled:cursor-default disabled:opacity-55',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent not-disabled:hover:bg-accent-hover',
        secondary: 'border-line-strong bg-surface text-ink not-disabled:hover:bg-sunken',
        danger: 'border-transparent bg-bad text-surface not-disabled:hover:bg-bad/90',
        quiet: 'border-transparent text-muted not-disabled:hover:bg-sunken not-disabled:hover:text-ink',
      },
      wide: { true: 'w-full', false: '' },
    },
    defaultVariants: { variant: 'secondary', wide: false },
  },
)

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof look> & {
    /** Shows a spinner and takes no clicks; the label stays, so that the button keeps its name. */
    busy?: boolean
    /** Gives the look to the only child, a link for example. */
    asChild?: boolean
  }

/** A button, or a link that looks like one. */
export function Button({ variant, wide, busy = false, asChild = false, className, disabled, children, ...rest }: ButtonProps) {
  const classes = cn(look({ variant, wide }), className)
  if (asChild) {
    return (
      <Slot className={classes} {...rest}>
        {children}
      </Slot>
    )
  }
  return (
    <button type="button" className={classes} disabled={disabled === true || busy} aria-busy={busy || undefined} {...rest}>
      {busy && <Spinner />}
      {children as ReactNode}
    </button>
  )
}
