import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { PaymentReceipt } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { invoice, receipt } from '@/test/payments'
import { renderAt } from '@/test/render'
import ReceiptPage from './ReceiptPage'

function show(reply: Reply | 'pending' | 'unreachable') {
  stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/billing/history/p1': reply })
  renderAt('/billing/history/p1', '/billing/history/:id', <ReceiptPage />)
}

const line = (term: string | RegExp) => screen.getByText(term, { selector: 'dt' }).nextElementSibling

test('a receipt names seller, payer, what was paid and how', async () => {
  show({ body: receipt() })
  expect(await screen.findByRole('heading', { name: 'Receipt' })).toBeVisible()
  for (const words of ['Northwind Cloud GmbH', '1010 Wien', 'Tax ID ATU12345678', 'Ada Lovelace', 'ada@example.com']) expect(screen.getByText(words)).toBeVisible()
  expect(line('Paid')).toHaveTextContent('$19.00')
  expect(line('Receipt number')).toHaveTextContent('NW-0042')
  expect(line('Paid with')).toHaveTextContent('Visa')
  expect(screen.getByRole('link', { name: 'Stripe’s receipt' })).toHaveAttribute('href', 'https://receipt.example/1')
  expect(screen.getByRole('link', { name: 'Payment history' })).toHaveAttribute('href', '/billing/history')
})

test('it prints', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  show({ body: receipt() })
  await userEvent.click(await screen.findByRole('button', { name: 'Print' }))
  expect(print).toHaveBeenCalledOnce()
})

test.each<[string, Partial<PaymentReceipt>, [string | RegExp, string][]]>([
  ['a discount', { invoice: invoice({ subtotal_cents: 2375, discount_cents: 475 }) }, [['Pro, monthly', '$23.75'], ['Discount', '-$4.75'], ['Paid', '$19.00']]],
  ['a tax that was added', { invoice: invoice({ subtotal_cents: 1583, tax_cents: 317 }) }, [['Pro, monthly', '$15.83'], ['Tax', '$3.17']]],
  ['a tax that is contained', { invoice: invoice({ tax_cents: 317 }) }, [['Pro, monthly', '$19.00'], ['Tax, contained above', '$3.17']]],
  ['credit', { invoice: invoice({ amount_due_cents: 1400 }), amount_cents: 1400 }, [['Paid from credit', '-$5.00'], ['Paid', '$14.00']]],
  ['a one-time payment', { invoice: null, currency: 'jpy', amount_cents: 12500, description: 'Extra hour' }, [['Extra hour', '¥12,500'], ['Paid', '¥12,500']]],
  [
    'refunds',
    {
      status: 'partially_refunded', amount_refunded_cents: 500,
      refunds: [
        { amount_cents: 500, status: 'succeeded', created_at: '2026-11-20T12:00:00Z' },
        { amount_cents: 300, status: 'failed', created_at: '2026-11-21T12:00:00Z' },
      ],
    },
    [['Refunded on November 20, 2026', '-$5.00'], [/did not arrive/, '$0.00'], ['Paid after refunds', '$14.00']],
  ],
])('%s is among the lines', async (_, more, lines) => {
  show({ body: receipt(more) })
  await screen.findByRole('heading', { name: 'Receipt' })
  for (const [term, amount] of lines) expect(line(term)).toHaveTextContent(amount)
})

test('a payment that failed has no receipt, and says why', async () => {
  show({ body: receipt({ status: 'failed', failure_reason: 'Your card was declined.', paid_at: null, receipt_url: null }) })
  expect(await screen.findByRole('heading', { name: 'Payment' })).toBeVisible()
  expect(screen.getByText('Your card was declined.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Download PDF' })).toBeNull()
})

test('one of somebody else is not known', async () => {
  show(problem(404, 'payment_not_found', 'You have no such payment.'))
  expect(await screen.findByRole('heading', { name: 'We do not know this payment' })).toBeVisible()
})

test('an error can be tried again', async () => {
  show(problem(503, 'busy', 'Busy.'))
  expect(await screen.findByRole('alert')).toHaveTextContent('Busy.')
})
