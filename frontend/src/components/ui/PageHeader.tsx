import { useEffect, useRef, type ReactNode } from 'react'
import { useStripeConfig } from '@/features/billing/hooks'

let isFirstPage = true

interface PageHeaderProps {
  title: string
  description?: ReactNode
  /** Controls of the whole page, on the right. */
  actions?: ReactNode
}

/** Title and purpose of a page. On navigation the focus goes to it, so that a screen reader begins here. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const product = useStripeConfig().data?.product_name

  useEffect(() => {
    if (isFirstPage) isFirstPage = false
    else heading.current?.focus()
  }, [])

  useEffect(() => {
    document.title = product === undefined ? title : `${title} · ${product}`
  }, [title, product])

  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {description !== undefined && <p className="mt-1 text-muted">{description}</p>}
      </div>
      {actions}
    </header>
  )
}
