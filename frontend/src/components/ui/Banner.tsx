import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { toneClasses, type Tone } from './tones'

interface BannerProps {
  tone: Tone
  title: string
  children?: ReactNode
  /** What can be done about it, on the right. */
  actions?: ReactNode
  /** alert interrupts a screen reader: for what just went wrong. */
  role?: 'status' | 'alert'
  className?: string
}

/** Something the person should know, across the page. */
export function Banner({ tone, title, children, actions, role = 'status', className }: BannerProps) {
  return (
    <div role={role} className={cn('flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl px-4 py-3.5', toneClasses[tone], className)}>
      <div className="min-w-52 flex-1 break-words">
        <p className="font-semibold">{title}</p>
        {children !== undefined && <div className="text-ink">{children}</div>}
      </div>
      {actions}
    </div>
  )
}
