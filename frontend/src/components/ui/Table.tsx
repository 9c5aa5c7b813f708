import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface TableProps {
  label: string
  columns: readonly (string | { name: string; isNumber?: boolean; isHidden?: boolean })[]
  /** Whether other rows are on the way. */
  busy?: boolean
  children: ReactNode
}

/** Rows and columns; on a phone each row is a block whose cells carry their column's name. */
export function Table({ label, columns, busy = false, children }: TableProps) {
  return (
    <table aria-label={label} aria-busy={busy} className={cn('block w-full transition-opacity duration-150 xl:table', busy && 'opacity-60')}>
      <thead className="sr-only xl:not-sr-only xl:table-header-group">
        <tr className="text-left text-[0.8125rem] text-faint xl:border-b xl:border-line">
          {columns.map((column) => {
            const { name, isNumber = false, isHidden = false } = typeof column === 'string' ? { name: column } : column
            return (
              <th key={name} scope="col" className={cn('px-3 py-3 font-medium first:pl-6 last:pr-6', isNumber && 'text-right')}>
                {isHidden ? <span className="sr-only">{name}</span> : name}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody className="block xl:table-row-group">{children}</tbody>
    </table>
  )
}

/** A row of a table. */
export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4 border-b border-line px-4 py-4 last:border-b-0 xl:table-row xl:hover:bg-sunken/50">{children}</tr>
  )
}

interface CellProps {
  /** The column's name, for phones; nothing where the content speaks for itself. */
  label?: string
  /** Takes the whole width of a phone. */
  isWide?: boolean
  isNumber?: boolean
  /** Keeps to one line where there are columns. */
  isNoWrap?: boolean
  children: ReactNode
}

/** A cell of a row. */
export function Cell({ label, isWide = false, isNumber = false, isNoWrap = false, children }: CellProps) {
  return (
    <td
      className={cn(
        'min-w-0 xl:table-cell xl:px-3 xl:py-3.5 xl:align-middle xl:first:pl-6 xl:last:pr-6',
        isWide && 'col-span-2',
        isNumber && 'tabular-nums xl:text-right',
        (isNumber || isNoWrap) && 'xl:whitespace-nowrap',
      )}
    >
      {label !== undefined && (
        <span aria-hidden="true" className="block text-[0.8125rem] text-faint xl:hidden">
          {label}
        </span>
      )}
      {children}
    </td>
  )
}
