import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { PaymentDetails, PaymentHistory } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { payment } from '@/test/payments'
import { renderPage } from '@/test/render'
import PaymentHistoryPage from './PaymentHistoryPage'

const history = (...transactions: PaymentDetails[]): PaymentHistory => ({ transactions, total: transactions.length, next_cursor: null })

function show(reply: Reply | 'pending' | 'unreachable' | ((request: Request) => Reply), address = '/billing/history') {
  const calls = stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/billing/history': reply })
  renderPage(<PaymentHistoryPage />, address)
  return calls
}

test.each<[Partial<PaymentDetails>, string, string | null]>([
  [{}, 'Succeeded', null],
  [{ status: 'pending' }, 'Pending', 'Not paid yet'],
  [{ status: 'failed', failure_reason: 'Your card was declined.' }, 'Failed', 'Your card was declined.'],
  [{ status: 'refunded', amount_refunded_cents: 1900 }, 'Refunded', 'Refunded $19.00'],
  [{ status: 'partially_refunded', amount_refunded_cents: 400 }, 'Partly refunded', 'Refunded $4.00 of $19.00'],
  [{ status: 'canceled' }, 'Canceled', 'Canceled before it was paid'],
  [{ status: 'disputed', dispute_status: 'under_review' }, 'Disputed', 'which is looking into it'],
  [{ status: 'disputed', dispute_status: 'lost' }, 'Disputed', 'which paid it back'],
  [{ dispute_status: 'won' }, 'Succeeded', 'the payment stands'],
  [{ discount_cents: 380 }, 'Succeeded', 'Discount $3.80'],
])('%o has a badge and a sentence', async (more, badge, sentence) => {
  show({ body: history(payment(more)) })
  const row = await screen.findByRole('row', { name: /Pro, monthly/ })
  expect(row).toHaveTextContent(badge)
  if (sentence !== null) expect(row).toHaveTextContent(sentence)
})

test('yen have no decimals, and a card is heard by its last digits', async () => {
  show({ body: history(payment({ amount_cents: 12500, currency: 'jpy' })) })
  expect(await screen.findByRole('cell', { name: '¥12,500' })).toBeVisible()
  expect(screen.getByRole('cell', { name: 'Visa ending in 4242' })).toBeVisible()
})

test('without a payment it says what will be here', async () => {
  show({ body: history() })
  expect(await screen.findByRole('heading', { name: 'No payments yet' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'See the plans' })).toBeVisible()
})

test('a filter that finds nothing offers all payments', async () => {
  show(({ url }) => ({ body: url.includes('status=failed') ? { ...history(), total: null } : history(payment()) }), '/billing/history?status=failed')
  expect(await screen.findByRole('heading', { name: /Failed/ })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show all payments' }))
  expect(await screen.findByRole('cell', { name: '$19.00' })).toBeVisible()
})

test('older pages are asked for by the cursor, and Newer leads back', async () => {
  const calls = show(({ url }) => ({
    body: url.includes('cursor=c1')
      ? { transactions: [payment({ id: 'p2', description: 'Older one' })], total: 2, next_cursor: null }
      : { transactions: [payment()], total: 2, next_cursor: 'c1' },
  }))
  expect(await screen.findByText('1–1 of 2')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Older' }))
  expect(await screen.findByText('Older one')).toBeVisible()
  expect(screen.getByText('2–2 of 2')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled()
  await userEvent.click(screen.getByRole('button', { name: 'Newer' }))
  expect(await screen.findByText('1–1 of 2')).toBeVisible()
  expect(calls.filter(({ url }) => url.includes('cursor=c1'))).toHaveLength(1)
})

test('an error can be tried again', async () => {
  let isDown = true
  show(() => (isDown ? problem(400, 'broken', 'It is broken.') : { body: history(payment()) }))
  expect(await screen.findByRole('alert')).toHaveTextContent('It is broken.')
  isDown = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('cell', { name: '$19.00' })).toBeVisible()
})

test('while it loads it says so', () => {
  show('pending')
  expect(screen.getByText('Loading your payments…')).toBeInTheDocument()
})

test('a row leads to its receipt', async () => {
  show({ body: history(payment()) })
  expect(await screen.findByRole('link', { name: 'Pro, monthly' })).toHaveAttribute('href', '/billing/history/p1')
})

test('the table is saved as a file', async () => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined }))
  stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/billing/history': { body: history(payment()) }, 'GET /v1/billing/history.csv': { body: 'date,amount' } })
  renderPage(<PaymentHistoryPage />, '/billing/history')
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }))
  await waitFor(() => expect(saved).toHaveBeenCalledOnce())
  expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toMatch(/^payments-.*\.csv$/)
})

test('a table that cannot be made says so', async () => {
  stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/billing/history': { body: history() }, 'GET /v1/billing/history.csv': 'unreachable' })
  renderPage(<PaymentHistoryPage />, '/billing/history')
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('does not answer')
})
