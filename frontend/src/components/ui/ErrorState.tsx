import { sentenceOf } from '@/api/problem'
import { Banner } from './Banner'
import { Button } from './Button'

interface ErrorStateProps {
  /** What could not be done. */
  title: string
  error: unknown
  onRetry: () => void
  /** Whether another try is under way. */
  retrying?: boolean
}

/** Something could not be read; it can be tried again. */
export function ErrorState({ title, error, onRetry, retrying = false }: ErrorStateProps) {
  return (
    <Banner
      tone="bad"
      role="alert"
      title={title}
      actions={
        <Button onClick={onRetry} busy={retrying}>
          Try again
        </Button>
      }
    >
      {sentenceOf(error)}
    </Banner>
  )
}
