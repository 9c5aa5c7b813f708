import { ArrowDownTrayIcon } from '@heroicons/react/20/solid'
import { useMutation } from '@tanstack/react-query'
import { sentenceOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { saveFile } from '@/lib/saveFile'

interface DownloadButtonProps {
  children: string
  /** Fetches the file: a plain link could not carry the access token. */
  fetchFile: () => Promise<Blob>
  /** Its name, once it is saved. */
  fileName: () => string
  variant?: 'primary' | 'secondary'
}

/** Fetches a file and saves it; where that fails it says so. */
export function DownloadButton({ children, fetchFile, fileName, variant = 'secondary' }: DownloadButtonProps) {
  const { mutate, isPending, error } = useMutation({ mutationFn: fetchFile, onSuccess: (file) => saveFile(file, fileName()) })
  return (
    <span className="inline-flex flex-col items-end gap-1">
      <Button variant={variant} busy={isPending} onClick={() => mutate()}>
        {!isPending && <ArrowDownTrayIcon aria-hidden="true" className="size-4" />}
        {children}
      </Button>
      {error !== null && (
        <span role="alert" className="max-w-56 text-right text-[0.8125rem] text-bad">
          {sentenceOf(error)}
        </span>
      )}
    </span>
  )
}
