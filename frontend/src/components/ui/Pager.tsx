import { Button } from './Button'

interface PagerProps {
  /** What is listed, in the plural. */
  noun: string
  /** How many come before; null when unknown. */
  before: number | null
  onPage: number
  /** All there are; null when nobody has counted them. */
  total: number | null
  onNewer: (() => void) | null
  onOlder: (() => void) | null
}

/** Which rows these are, and the way to the others. */
export function Pager({ noun, before, onPage, total, onNewer, onOlder }: PagerProps) {
  // Whoever has come to the end knows how many there are.
  const all = total ?? (onOlder === null && before !== null ? before + onPage : null)
  const range = before === null ? `${onPage} ${noun}` : `${before + 1}–${before + onPage}`
  return (
    <nav aria-label={`Pages of ${noun}`} className="mt-4 flex items-center justify-between gap-4 px-1">
      <p role="status" className="text-[0.8125rem] text-faint tabular-nums">
        {range}
        {all !== null && ` of ${all.toLocaleString()}`}
      </p>
      {(onNewer !== null || onOlder !== null) && (
        <div className="flex gap-2">
          <Button disabled={onNewer === null} onClick={() => onNewer?.()}>
            Newer
          </Button>
          <Button disabled={onOlder === null} onClick={() => onOlder?.()}>
            Older
          </Button>
        </div>
      )}
    </nav>
  )
}
