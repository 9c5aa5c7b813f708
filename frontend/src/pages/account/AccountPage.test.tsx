import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { begin } from '@/features/auth/session'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import AccountPage from './AccountPage'

const config = { 'GET /v1/billing/config': 'unreachable' as const }

beforeEach(() =>
  begin({
    access_token: 't', token_type: 'Bearer', expires_in: 900,
    user: { id: 'u1', email: 'ada@example.com', email_confirmed: true, name: 'Ada Lovelace', roles: [] },
  }),
)

function show(replies: Record<string, Reply | 'unreachable'> = {}) {
  const calls = stubApi({ ...config, 'POST /v1/auth/logout': { status: 204 }, ...replies })
  renderPage(<AccountPage />, '/account')
  return calls
}

test('it says who one is', () => {
  show()
  expect(screen.getByText('ada@example.com')).toBeVisible()
  expect(screen.getByText('Confirmed')).toBeVisible()
  expect(screen.getByText('Ada Lovelace')).toBeVisible()
})

test('everything that is kept is saved as a file', async () => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined }))
  show({ 'GET /v1/users/me/export': { body: { account: {} } } })
  await userEvent.click(screen.getByRole('button', { name: 'Download my data' }))
  await waitFor(() => expect(saved).toHaveBeenCalledOnce())
  expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe('billing-export.json')
})

test('a link for a new password is sent to one’s own address', async () => {
  const calls = show({ 'POST /v1/auth/password-reset': { status: 202 } })
  await userEvent.click(screen.getByRole('button', { name: 'Send me a link' }))
  expect(await screen.findByText(/Sent to ada@example.com/)).toBeVisible()
  expect(await calls.find(({ method }) => method === 'POST')!.json()).toEqual({ email: 'ada@example.com' })
})

describe('deleting the account', () => {
  async function confirm(reply: Reply | 'unreachable', password = 'correct horse') {
    const calls = show({ 'DELETE /v1/users/me': reply })
    await userEvent.click(screen.getByRole('button', { name: 'Delete my account…' }))
    expect(await screen.findByText(/Your subscription ends at once/)).toBeVisible()
    if (password !== '') await userEvent.type(screen.getByLabelText('Your password'), password)
    await userEvent.click(screen.getByRole('button', { name: 'Delete my account' }))
    return calls.filter(({ method }) => method === 'DELETE')
  }

  test('says what happens, asks for the password, and signs out', async () => {
    const deletions = await confirm({ status: 204 })
    await waitFor(() => expect(screen.getByTestId('address')).toHaveTextContent('/account-deleted'))
    expect(await deletions[0]!.json()).toEqual({ password: 'correct horse' })
    await waitFor(() => expect(localStorage.getItem('billing.has-session')).toBeNull())
  })

  test('without a password asks for it', async () => {
    expect(await confirm({ status: 204 }, '')).toEqual([])
    expect(screen.getByLabelText('Your password')).toHaveFocus()
    expect(screen.getByLabelText('Your password')).toHaveAccessibleDescription('Enter your password.')
  })

  test('with a wrong one says so at the field', async () => {
    await confirm(problem(403, 'wrong_password', 'Wrong.'))
    expect(await screen.findByText('This is not the password of your account.')).toBeVisible()
    expect(screen.getByLabelText('Your password')).toHaveFocus()
  })

  test('that Stripe does not let through says that nothing was deleted', async () => {
    await confirm(problem(503, 'stripe_unreachable', 'The payment provider does not answer.'))
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was deleted.')
  })
})
