import { useSyncExternalStore } from 'react'
import { ApiProblem } from '@/api/problem'
import type { SessionResponse, UserResponse } from '@/api/types'

/*
 * The session of this browser. The access token lives in memory only; the refresh token is a cookie that no script can read.
 * Tabs renew one after the other under a lock of the browser and tell each other the new token, so one renewal serves all.
 */

/** Whether somebody is signed in: unknown until the first renewal has been answered. */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signed-in'; readonly user: UserResponse }
  /** onPurpose: the person signed out; otherwise they never signed in, or the session is over. */
  | { readonly status: 'signed-out'; readonly onPurpose: boolean }

interface Token {
  readonly value: string
  /** When to renew it, in milliseconds of this machine's clock. */
  readonly renewAt: number
}

type Message = { readonly kind: 'signed-in'; readonly session: SessionResponse } | { readonly kind: 'signed-out'; readonly onPurpose: boolean }

const channelName = 'billing-session'
/** Says that a refresh cookie may exist, so that strangers are not sent to ask in vain. It is no secret. */
const hintKey = 'billing.has-session'
/** Counts the renewals of all tabs, so that a tab knows of one whose message is still on its way. */
const renewalsKey = 'billing.renewals'
/** How long a tab waits for such a message before it asks on its own, which is safe too. */
const messageWaitMs = 500
/** Renewed this long before its end, so that a request under way does not meet it. */
const marginMs = 20_000

let state: SessionState = hasHint() ? { status: 'unknown' } : { status: 'signed-out', onPurpose: false }
let token: Token | null = null
const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName)

channel?.addEventListener('message', (event: MessageEvent<Message>) => {
  if (event.data.kind === 'signed-in') keep(event.data.session)
  else forget(event.data.onPurpose)
})

/** Who is signed in, as React sees it. */
export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => state)
}

/** Whether an operator is signed in, who sees more pages. What the API allows is not decided here. */
export function isOperator(session: SessionState): boolean {
  return session.status === 'signed-in' && session.user.roles.includes('admin')
}

/** Calls back on every change; returns how to stop that. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Signs this browser in with the API's answer. */
export function begin(session: SessionResponse): void {
  keep(session)
  channel?.postMessage({ kind: 'signed-in', session } satisfies Message)
}

/** Notes that the address of a user is confirmed, if it is the one who is signed in. */
export function confirmed(userId: string): void {
  if (state.status === 'signed-in' && state.user.id === userId) {
    change({ status: 'signed-in', user: { ...state.user, email_confirmed: true } })
  }
}

/** Signs this browser out, in every tab. Where nothing answers, the session ends here and the cookie ends by itself. */
export async function end(): Promise<void> {
  try {
    await fetch('/v1/auth/logout', { method: 'POST' })
  } finally {
    leave(true)
  }
}

/**
 * A token that works, renewed when it is about to end; null when nobody is signed in.
 * @throws ApiProblem when the server does not answer or fails.
 */
export async function accessToken(): Promise<string | null> {
  if (state.status === 'signed-out') return null
  return token !== null && Date.now() < token.renewAt ? token.value : renew(token)
}

/** A token for another try after the API refused one; null when the session is over. */
export function renewAfterRefusal(refused: string): Promise<string | null> {
  return token !== null && token.value !== refused ? Promise.resolve(token.value) : renew(token)
}

/** Finds out whether the cookie of an earlier visit still opens a session. */
export async function resume(): Promise<void> {
  if (state.status === 'unknown') await renew(null)
}

/**
 * Renews once for all who wait: whoever has the lock asks, the others find the new token when their turn comes. It is known by its place,
 * not by its value: the server makes the same token of the same second again.
 */
async function renew(stale: Token | null): Promise<string | null> {
  const renewalsBefore = localStorage.getItem(renewalsKey)
  return navigator.locks.request(channelName, async () => {
    if (localStorage.getItem(renewalsKey) !== renewalsBefore) await nextChange(messageWaitMs, () => token !== stale)
    if (token !== null && token !== stale) return token.value
    if (state.status === 'signed-out') return null
    const response = await askForRenewal()
    if (response.status === 401) {
      leave(false)
      return null
    }
    if (!response.ok) throw ApiProblem.of(response.status, await response.json().catch(() => null))
    const session = (await response.json()) as SessionResponse
    localStorage.setItem(renewalsKey, String(Number(localStorage.getItem(renewalsKey) ?? 0) + 1))
    begin(session)
    return session.access_token
  })
}

/** Waits until a change makes something true; at most so long. */
function nextChange(milliseconds: number, isDone: () => boolean): Promise<void> {
  if (isDone()) return Promise.resolve()
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(finish, milliseconds)
    const unsubscribe = subscribe(() => isDone() && finish())
  })
}

async function askForRenewal(): Promise<Response> {
  try {
    return await fetch('/v1/auth/refresh', { method: 'POST' })
  } catch {
    throw ApiProblem.unreachable()
  }
}

function keep(session: SessionResponse): void {
  token = { value: session.access_token, renewAt: Date.now() + session.expires_in * 1000 - marginMs }
  localStorage.setItem(hintKey, '1')
  change({ status: 'signed-in', user: session.user })
}

function leave(onPurpose: boolean): void {
  forget(onPurpose)
  channel?.postMessage({ kind: 'signed-out', onPurpose } satisfies Message)
}

function forget(onPurpose: boolean): void {
  token = null
  localStorage.removeItem(hintKey)
  change({ status: 'signed-out', onPurpose })
}

function change(next: SessionState): void {
  state = next
  listeners.forEach((listener) => listener())
}

function hasHint(): boolean {
  return localStorage.getItem(hintKey) !== null
}
