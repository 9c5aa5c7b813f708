import type { ReactNode } from 'react'
import { Card } from '@/components/ui/Card'
import { PageHeader } from '@/components/ui/PageHeader'

/** The frame of the pages about one's account: a narrow card, and what else one may want below it. */
export function AuthCard({ title, description, children, footer }: { title: string; description?: ReactNode; children?: ReactNode; footer?: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-[26rem] pt-[3vh] sm:pt-[7vh]">
      <Card className="px-5 pt-6 pb-6 sm:px-8 sm:pt-8 sm:pb-8">
        <PageHeader title={title} description={description} />
        {children}
      </Card>
      {footer !== undefined && <div className="mt-5 text-center text-muted">{footer}</div>}
    </div>
  )
}

/** How links look inside text. */
export const linkClasses = 'font-medium text-accent-text underline decoration-1 underline-offset-2'
