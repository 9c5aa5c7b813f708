import { XMarkIcon } from '@heroicons/react/24/outline'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'

interface DialogProps {
  title: string
  children: ReactNode
  /** The buttons; the one that goes on comes last. */
  actions: ReactNode
  onClose: () => void
  /** While something is under way the dialog stays, or nobody would see how it went. */
  busy?: boolean
}

/** A question over the page; on a phone it comes up from the bottom. It is open as long as it is drawn. */
export function Dialog({ title, children, actions, onClose, busy = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()

  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Not on a button: Enter must not pay what has not been read.
    heading.current?.focus()
    // Closed before it goes, which gives the focus back to what opened it.
    return () => shown?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={headingId}
      onCancel={(event) => busy && event.preventDefault()}
      onClose={() => dialog.current?.open !== true && onClose()}
      className="m-auto max-h-[calc(100dvh-2rem)] w-full max-w-lg flex-col rounded-2xl border border-line bg-surface text-ink shadow-raised transition-[opacity,translate] duration-150 backdrop:bg-black/45 open:flex max-sm:mb-0 max-sm:max-w-none max-sm:rounded-b-none max-sm:border-x-0 max-sm:border-b-0 starting:open:translate-y-2 starting:open:opacity-0"
    >
      <div className="flex items-start justify-between gap-4 px-5 pt-5 sm:px-6">
        <h2 ref={heading} id={headingId} tabIndex={-1} className="text-lg/7 outline-none">
          {title}
        </h2>
        <button
          type="button"
          aria-label="Close"
          disabled={busy}
          onClick={onClose}
          className="-m-1.5 rounded-lg p-1.5 text-muted hover:bg-sunken disabled:opacity-55"
        >
          <XMarkIcon aria-hidden="true" className="size-5" />
        </button>
      </div>
      <div className="space-y-4 overflow-y-auto break-words px-5 pt-3 pb-5 sm:px-6">{children}</div>
      <div className="flex flex-col-reverse gap-2 border-t border-line px-5 py-4 sm:flex-row sm:justify-end sm:px-6">{actions}</div>
    </dialog>
  )
}
