import { answerOf, client } from '@/api/client'
import type { SessionResponse } from '@/api/types'

export interface Credentials {
  email: string
  password: string
}

/** Signs in. */
export function login(credentials: Credentials): Promise<SessionResponse> {
  return answerOf(client.POST('/v1/auth/login', { body: credentials }))
}

/** Opens an account and signs in. */
export function register({ email, password, name }: Credentials & { name: string }): Promise<SessionResponse> {
  return answerOf(client.POST('/v1/auth/register', { body: { email, password, name: name.trim() === '' ? null : name } }))
}

/** Has a link mailed that sets a new password, if the address has an account. */
export function requestPasswordReset(email: string): Promise<unknown> {
  return answerOf(client.POST('/v1/auth/password-reset', { body: { email } }))
}

/** What the link in a mail carries. */
export interface MailLink {
  userId: string
  token: string
}

/** Sets a new password. */
export function resetPassword({ userId, token, password }: MailLink & { password: string }): Promise<unknown> {
  return answerOf(client.POST('/v1/auth/password-reset/confirm', { body: { user_id: userId, token, password } }))
}

/** Confirms the address that the link was mailed to. */
export function confirmEmail({ userId, token }: MailLink): Promise<unknown> {
  return answerOf(client.POST('/v1/auth/confirm-email', { body: { user_id: userId, token } }))
}

/** Has the link that confirms the address mailed once more. */
export function sendEmailConfirmation(): Promise<unknown> {
  return answerOf(client.POST('/v1/users/me/email-confirmation'))
}
