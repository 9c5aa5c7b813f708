import type { FieldValues, Path, UseFormSetError } from 'react-hook-form'
import { ApiProblem, sentenceOf } from '@/api/problem'

/** What a form must look like before the API is asked. */
export const emailRules = {
  required: 'Enter your e-mail address.',
  pattern: { value: /^[^\s@]+@[^\s@]+$/, message: 'This does not look like an e-mail address.' },
}

/** The API's own rule; a new password is checked before it is sent. */
export const newPasswordRules = {
  required: 'Choose a password.',
  minLength: { value: 8, message: 'Use at least 8 characters.' },
  maxLength: { value: 128, message: 'Use at most 128 characters.' },
}

/** Shows what the API says of a form: at the fields it names, else above the form. The first one gets the focus. */
export function showProblem<Values extends FieldValues>(error: unknown, fields: readonly Path<Values>[], setError: UseFormSetError<Values>): void {
  const named = error instanceof ApiProblem ? fields.filter((field) => error.errors[field] !== undefined) : []
  for (const [i, field] of named.entries()) {
    setError(field, { message: (error as ApiProblem).errors[field]!.join(' ') }, { shouldFocus: i === 0 })
  }
  if (named.length === 0) setError('root', { message: sentenceOf(error) })
}
