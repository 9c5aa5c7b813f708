import { vi } from 'vitest'

/** What the API answers to a method and path: a body with its status, or nothing at all. */
export interface Reply {
  status?: number
  body?: unknown
}

type Replies = Record<string, Reply | 'unreachable' | 'pending' | ((request: Request) => Reply | Promise<Reply>)>

/**
 * Stands in for the API by replacing fetch; the real client, cache and components run on it.
 * @param replies By "METHOD /path"; a call that is not listed fails the test.
 * @returns The requests that were made.
 */
export function stubApi(replies: Replies): Request[] {
  const calls: Request[] = []
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input instanceof Request ? input : new URL(String(input), window.location.origin), init)
    calls.push(request.clone())
    const key = `${request.method} ${new URL(request.url).pathname}`
    const reply = replies[key]
    if (reply === undefined) throw new Error(`The test expects no ${key}.`)
    if (reply === 'unreachable') throw new TypeError('Failed to fetch')
    if (reply === 'pending') return new Promise<Response>(() => undefined)
    const { status = 200, body } = typeof reply === 'function' ? await reply(request) : reply
    const type = status >= 400 ? 'application/problem+json' : 'application/json'
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': type } })
  })
  return calls
}

/** A problem as the API answers it. */
export function problem(status: number, code: string, detail: string, more: Record<string, unknown> = {}): Reply {
  return { status, body: { type: 'about:blank', title: 'Problem', status, code, detail, ...more } }
}
