import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** A term and what it comes to, one on the left and one on the right; stands in a <dl>. */
export function Line({ term, children, strong = false }: { term: ReactNode; children: ReactNode; strong?: boolean }) {
  return (
    <div className="flex justify-between gap-4 py-3">
      <dt className={cn('min-w-0 break-words', strong ? 'font-semibold' : 'text-muted')}>{term}</dt>
      <dd className={cn('max-w-[70%] shrink-0 text-right break-words tabular-nums', strong ? 'font-semibold' : 'font-medium')}>{children}</dd>
    </div>
  )
}
