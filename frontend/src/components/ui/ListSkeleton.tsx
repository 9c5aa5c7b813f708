import { Card } from './Card'
import { LoadingNote, Skeleton } from './Skeleton'

/** Stands where a list will be. */
export function ListSkeleton({ children }: { children: string }) {
  return (
    <Card>
      <LoadingNote>{children}</LoadingNote>
      <div aria-hidden="true" className="divide-y divide-line">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <div key={key} className="flex items-center gap-6 px-4 py-5 md:px-6">
            <Skeleton className="w-40 max-w-full md:w-52" />
            <Skeleton className="ml-auto hidden h-5 w-20 rounded-full md:block" />
            <Skeleton className="ml-auto w-16" />
          </div>
        ))}
      </div>
    </Card>
  )
}
