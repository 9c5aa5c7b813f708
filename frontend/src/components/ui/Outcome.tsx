import { useEffect, useRef } from 'react'

/** What was just done. It takes the focus, for the button that did it may be gone. */
export function Outcome({ children }: { children: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [children])
  return (
    <div ref={box} role="status" tabIndex={-1} className="mb-5 rounded-xl bg-ok-soft px-4 py-3.5 font-semibold break-words text-ok outline-none">
      {children}
    </div>
  )
}
