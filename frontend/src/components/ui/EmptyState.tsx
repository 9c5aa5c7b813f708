import type { ComponentType, ReactNode, SVGProps } from 'react'

interface EmptyStateProps {
  Icon: ComponentType<SVGProps<SVGSVGElement>>
  title: string
  /** What will be here, or why nothing is. */
  children: ReactNode
  /** The way to it. */
  action?: ReactNode
}

/** Nothing to list. */
export function EmptyState({ Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <Icon aria-hidden="true" className="mb-3 size-8 text-faint" />
      <h2>{title}</h2>
      <p className="mt-1 max-w-sm text-muted">{children}</p>
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  )
}
