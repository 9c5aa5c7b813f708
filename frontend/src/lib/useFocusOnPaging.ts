import { useEffect, useRef } from 'react'

/** Another page of a list begins at its top, for eyes and for screen readers. The list takes what this gives back as its ref. */
export function useFocusOnPaging(cursor: string | null, isLoading: boolean) {
  const list = useRef<HTMLDivElement>(null)
  const shown = useRef(cursor)
  useEffect(() => {
    if (isLoading || shown.current === cursor) return
    shown.current = cursor
    list.current?.focus()
    list.current?.scrollIntoView?.({ block: 'start' })
  }, [cursor, isLoading])
  return list
}
