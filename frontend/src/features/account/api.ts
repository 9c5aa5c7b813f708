import { answerOf, client } from '@/api/client'

/** Everything that is kept about the user, as a file. */
export function exportAccount(): Promise<Blob> {
  return answerOf(client.GET('/v1/users/me/export', { parseAs: 'blob' })) as Promise<Blob>
}

/**
 * Closes the account for good.
 * @throws ApiProblem wrong_password; stripe_refused or stripe_unreachable, and then nothing was deleted.
 */
export function deleteAccount(password: string): Promise<unknown> {
  return answerOf(client.DELETE('/v1/users/me', { body: { password } }))
}
