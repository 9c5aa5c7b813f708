import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** A sheet of paper on the page. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('card', className)} {...rest} />
}
