import { beforeEach, expect, test, vi } from 'vitest'
import { problem, stubApi } from '@/test/api'

const answer = (token: string, expires_in = 900) => ({
  access_token: token, token_type: 'Bearer', expires_in, user: { id: 'u1', email: 'ada@example.com', email_confirmed: true, name: null, roles: [] },
})

/** A tab: the module as a page that was just opened has it. */
async function openTab() {
  vi.resetModules()
  return import('./session')
}

beforeEach(() => {
  // One lock for all tabs of the test, as the browser's.
  let last: Promise<unknown> = Promise.resolve()
  vi.stubGlobal('navigator', { ...navigator, locks: { request: (_: string, run: () => unknown) => (last = last.then(run, run)) } })
})

test('a stranger is signed out, and the API is not asked', async () => {
  const calls = stubApi({})
  const tab = await openTab()
  expect(await tab.accessToken()).toBeNull()
  expect(calls).toEqual([])
})

test('whoever was here before is renewed once, however many ask', async () => {
  localStorage.setItem('billing.has-session', '1')
  const calls = stubApi({ 'POST /v1/auth/refresh': { body: answer('t1') } })
  const tab = await openTab()
  expect(await Promise.all([tab.accessToken(), tab.accessToken(), tab.accessToken()])).toEqual(['t1', 't1', 't1'])
  expect(calls).toHaveLength(1)
})

test('a token that is about to end is renewed first', async () => {
  const calls = stubApi({ 'POST /v1/auth/refresh': { body: answer('t2') } })
  const tab = await openTab()
  tab.begin(answer('t1', 10))
  expect(await tab.accessToken()).toBe('t2')
  expect(calls).toHaveLength(1)
})

test('a renewal is known as one even when the server makes the same token of the same second', async () => {
  const calls = stubApi({ 'POST /v1/auth/refresh': { body: answer('t1') } })
  const tab = await openTab()
  tab.begin(answer('t1', 10))
  expect(await Promise.all([tab.accessToken(), tab.accessToken()])).toEqual(['t1', 't1'])
  expect(calls).toHaveLength(1)
})

test('of two tabs one renews and the other takes its token', async () => {
  let asked = 0
  stubApi({ 'POST /v1/auth/refresh': () => ({ body: answer(`t${++asked}`) }) })
  localStorage.setItem('billing.has-session', '1')
  const [one, other] = [await openTab(), await openTab()]
  const tokens = await Promise.all([one.accessToken(), other.accessToken()])
  expect(tokens).toEqual(['t1', 't1'])
  expect(asked).toBe(1)
})

test('a session that is over signs out, in the other tab too', async () => {
  localStorage.setItem('billing.has-session', '1')
  stubApi({ 'POST /v1/auth/refresh': problem(401, 'session_expired', 'Sign in again.') })
  const other = await openTab()
  const tab = await openTab()
  expect(await tab.accessToken()).toBeNull()
  expect(localStorage.getItem('billing.has-session')).toBeNull()
  await vi.waitFor(async () => expect(await other.accessToken()).toBeNull())
})

test('a network that fails signs nobody out', async () => {
  localStorage.setItem('billing.has-session', '1')
  stubApi({ 'POST /v1/auth/refresh': 'unreachable' })
  const tab = await openTab()
  await expect(tab.accessToken()).rejects.toMatchObject({ code: 'unreachable' })
  expect(localStorage.getItem('billing.has-session')).toBe('1')
})
