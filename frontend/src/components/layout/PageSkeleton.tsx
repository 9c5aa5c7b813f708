import { LoadingNote, Skeleton } from '@/components/ui/Skeleton'

/** Stands where a page will be, while its code is on the way. */
export function PageSkeleton() {
  return (
    <div>
      <LoadingNote>Loading the page…</LoadingNote>
      <Skeleton className="mb-3 h-7 w-48" />
      <Skeleton className="mb-8 w-80 max-w-full" />
      <Skeleton className="h-40 w-full rounded-xl" />
    </div>
  )
}
