import { cn } from '@/lib/cn'

/** Stands where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('skeleton', className)} />
}

/** Tells a screen reader that something is loading, while skeletons tell everybody else. */
export function LoadingNote({ children }: { children: string }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  )
}
