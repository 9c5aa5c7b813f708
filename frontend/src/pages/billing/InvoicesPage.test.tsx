import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { InvoiceDetails } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { invoice } from '@/test/payments'
import { renderPage } from '@/test/render'
import InvoicesPage from './InvoicesPage'

const page = (...invoices: InvoiceDetails[]) => ({ invoices, next_cursor: null })

function show(reply: Reply | 'pending' | ((request: Request) => Reply), address = '/billing/invoices') {
  const calls = stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/billing/invoices': reply })
  renderPage(<InvoicesPage />, address)
  return calls
}

test.each<[Partial<InvoiceDetails>, string, string | null]>([
  [{}, 'Paid', null],
  [{ status: 'open', next_payment_attempt: '2026-11-20T12:00:00Z' }, 'Open', 'we try again on November 20, 2026'],
  [{ status: 'open' }, 'Open', 'Waits to be paid'],
  [{ status: 'uncollectible' }, 'Not collected', 'it can still be paid'],
  [{ status: 'void' }, 'Void', 'nothing is to be paid'],
  [{ discount_cents: 380 }, 'Paid', 'Discount $3.80'],
])('%o has a badge and a sentence', async (more, badge, sentence) => {
  show({ body: page(invoice(more)) })
  const row = await screen.findByRole('row', { name: /NW-0042/ })
  expect(row).toHaveTextContent(badge)
  if (sentence !== null) expect(row).toHaveTextContent(sentence)
})

test('a paid invoice can be viewed and saved', async () => {
  show({ body: page(invoice()) })
  expect(await screen.findByRole('link', { name: 'View NW-0042' })).toHaveAttribute('href', 'https://invoice.example/1')
  expect(screen.getByRole('link', { name: 'PDF of NW-0042' })).toHaveAttribute('href', 'https://invoice.example/1.pdf')
})

test('an open one can be paid', async () => {
  show({ body: page(invoice({ status: 'open' })) })
  expect(await screen.findByRole('link', { name: 'Pay NW-0042' })).toHaveAttribute('href', 'https://invoice.example/1')
})

test('amounts have the decimals of their currency', async () => {
  show({ body: page(invoice({ total_cents: 1500, currency: 'kwd' })) })
  expect(await screen.findByRole('cell', { name: /KWD\s1\.500/ })).toBeVisible()
})

test('without an invoice it says what will be here', async () => {
  show({ body: page() })
  expect(await screen.findByRole('heading', { name: 'No invoices yet' })).toBeVisible()
})

test('a filter that finds nothing offers all invoices', async () => {
  show(({ url }) => ({ body: url.includes('status=open') ? page() : page(invoice()) }))
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'Open')
  expect(await screen.findByRole('heading', { name: 'No invoices with the status “Open”' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show all invoices' }))
  expect(await screen.findByRole('cell', { name: '$19.00' })).toBeVisible()
})

test('older pages are asked for by the cursor', async () => {
  show(({ url }) => ({
    body: url.includes('cursor=c1') ? page(invoice({ id: 'i2', number: 'NW-0001' })) : { ...page(invoice()), next_cursor: 'c1' },
  }))
  await userEvent.click(await screen.findByRole('button', { name: 'Older' }))
  expect(await screen.findByRole('row', { name: /NW-0001/ })).toBeVisible()
  expect(screen.getByText('2–2 of 2')).toBeVisible()
})

test('an error can be tried again', async () => {
  show(problem(400, 'broken', 'It is broken.'))
  expect(await screen.findByRole('alert')).toHaveTextContent('It is broken.')
  expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled()
})

test('while it loads it says so', () => {
  show('pending')
  expect(screen.getByText('Loading your invoices…')).toBeInTheDocument()
})
