import type { ReactNode } from 'react'
import { Card } from '@/components/ui/Card'
import { LoadingNote, Skeleton } from '@/components/ui/Skeleton'

/** Plans side by side, on a phone one below the other. */
export function PlanGrid({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 md:grid-cols-[repeat(auto-fit,minmax(13.5rem,1fr))]">{children}</div>
}

/** Stands where the plans will be. */
export function PlanGridSkeleton() {
  return (
    <PlanGrid>
      <LoadingNote>Loading the plans…</LoadingNote>
      {['a', 'b', 'c'].map((key) => (
        <Card key={key} className="p-5 sm:p-6">
          <Skeleton className="mt-1 h-5 w-16" />
          <Skeleton className="mt-3 w-40" />
          <Skeleton className="mt-6 mb-6 h-8 w-28" />
          <Skeleton className="h-10 w-full rounded-lg" />
          <Skeleton className="mt-10 w-36" />
          <Skeleton className="mt-4 w-44" />
          <Skeleton className="mt-4 w-32" />
        </Card>
      ))}
    </PlanGrid>
  )
}
