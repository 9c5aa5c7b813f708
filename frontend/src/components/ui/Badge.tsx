import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { toneClasses, type Tone } from './tones'

/** A status in one or two words. */
export function Badge({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className={cn('inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs/[1.125rem] font-medium whitespace-nowrap', toneClasses[tone])}
    >
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {children}
    </span>
  )
}
