import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { describe, expect, test } from 'vitest'
import type { EventDetails, EventSummary, ReconciliationDetails, TransactionDetails } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { payment } from '@/test/payments'
import { renderAt } from '@/test/render'
import DuplicatesPage from './DuplicatesPage'
import EventPage from './EventPage'
import EventsPage from './EventsPage'
import PaymentsPage from './PaymentsPage'
import ReconciliationPage from './ReconciliationPage'

type Replies = Record<string, Reply | 'unreachable' | ((request: Request) => Reply)>

function show(page: ReactElement, address: string, replies: Replies, route = address) {
  const calls = stubApi({ 'GET /v1/billing/config': 'unreachable', ...replies })
  renderAt(address, route, page)
  return { of: (method: string) => calls.filter((call) => call.method === method), calls }
}

const event = (more: Partial<EventSummary> = {}): EventSummary => ({
  id: 'evt_1', type: 'invoice.paid', status: 'processed', outcome: 'applied', object_id: 'in_1', attempts: 1, last_error: null,
  created_at: '2026-11-18T10:00:00Z', received_at: '2026-11-18T10:00:00.000Z', next_attempt_at: null, processed_at: '2026-11-18T10:00:00.042Z', ...more,
})

describe('events', () => {
  const dead = event({ id: 'evt_dead', status: 'dead', attempts: 10, last_error: 'The price is unknown.', processed_at: null })

  test('are listed with what became of them', async () => {
    const list = [event(), event({ id: 'evt_2', status: 'pending', attempts: 3, last_error: 'Stripe does not answer.', processed_at: null }), dead]
    show(<EventsPage />, '/admin/events', { 'GET /v1/admin/events': ({ url }) => ({ body: { events: url.includes('status=dead') ? [] : list, next_cursor: null } }) })
    expect(await screen.findByRole('row', { name: /evt_1.*Processed.*42 ms/ })).toBeVisible()
    expect(screen.getByRole('row', { name: /evt_2.*Stripe does not answer.*Retrying.*3/ })).toBeVisible()
    expect(screen.getByRole('row', { name: /evt_dead.*The price is unknown.*Dead.*10/ })).toBeVisible()
    expect(screen.getByRole('link', { name: 'evt_1' })).toHaveAttribute('href', '/admin/events/evt_1')
  })

  test('that are dead ask for a person, who replays them all', async () => {
    let isDead = true
    const { of } = show(<EventsPage />, '/admin/events', {
      'GET /v1/admin/events': () => ({ body: { events: isDead ? [dead] : [], next_cursor: null } }),
      'POST /v1/admin/events/replay': () => {
        isDead = false
        return { body: { replayed: 1 } }
      },
    })
    expect(await screen.findByText('One event is dead')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Replay all dead (1)' }))
    expect(await screen.findByText('1 event is processed again')).toBeVisible()
    expect(await of('POST')[0]!.json()).toEqual({ status: 'dead' })
  })

  test('are filtered by status, type and customer', async () => {
    const { calls } = show(<EventsPage />, '/admin/events', { 'GET /v1/admin/events': { body: { events: [], next_cursor: null } } })
    await userEvent.type(await screen.findByRole('textbox', { name: 'Type' }), 'invoice.paid')
    await userEvent.type(screen.getByRole('textbox', { name: 'Customer' }), 'cus_1{Enter}')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Processed')
    await waitFor(() => expect(calls.at(-1)!.url).toMatch(/status=processed.*type=invoice.paid.*customer=cus_1/))
    expect(screen.getByTestId('address')).toHaveTextContent('type=invoice.paid&customer=cus_1&status=processed')
    expect(await screen.findByRole('heading', { name: 'No events' })).toBeVisible()
  })

  const details: EventDetails = {
    ...dead, api_version: '2026-07-29.dahlia', livemode: false, payload: { object: 'event' },
    failed_attempts: [{ number: 10, failed_at: '2026-11-18T11:00:00Z', error: 'The price is unknown.' }],
  }

  test('show payload and attempts, and one can be replayed', async () => {
    const replayed = { ...details, status: 'processed', failed_attempts: [], outcome: 'applied' }
    show(<EventPage />, '/admin/events/evt_dead', {
      'GET /v1/admin/events/evt_dead': { body: details },
      'PUT /v1/admin/events/evt_dead/replay': { body: replayed },
    }, '/admin/events/:id')
    expect(await screen.findByText(/"object": "event"/)).toBeVisible()
    expect(screen.getByText('The price is unknown.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Replay' }))
    expect(await screen.findByText('It is processed again.')).toBeVisible()
    expect(screen.getByText('Processed', { selector: 'span' })).toBeVisible()
  })

  test('whose payload is gone cannot be replayed', async () => {
    show(<EventPage />, '/admin/events/evt_dead', { 'GET /v1/admin/events/evt_dead': { body: { ...details, payload: null } } }, '/admin/events/:id')
    expect(await screen.findByText('The payload was removed')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled()
  })
})

describe('refunds', () => {
  const transaction: TransactionDetails = {
    ...payment(), user_id: 'u1', email: 'ada@example.com', stripe_payment_intent_id: 'pi_1', refundable_cents: 1500, status: 'partially_refunded', amount_refunded_cents: 400,
  }

  async function open(reply: Reply) {
    const shown = show(<PaymentsPage />, '/admin/payments', {
      'GET /v1/admin/transactions': { body: { transactions: [transaction], next_cursor: null } },
      'POST /v1/admin/refunds': reply,
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Refund $19.00 of ada@example.com' }))
    await screen.findByRole('dialog')
    return shown
  }

  test('give back what is left, or a part', async () => {
    const { of } = await open({ body: { id: 'r1', amount_cents: 500, currency: 'usd' } })
    const amount = screen.getByRole('textbox', { name: 'Amount in USD' })
    expect(amount).toHaveValue('15.00')
    await userEvent.clear(amount)
    await userEvent.type(amount, '5')
    await userEvent.selectOptions(within(screen.getByRole('dialog')).getByRole('combobox', { name: 'Reason' }), 'It was paid twice')
    await userEvent.click(screen.getByRole('button', { name: 'Refund $5.00' }))
    expect(await screen.findByText('$5.00 goes back to ada@example.com.')).toHaveFocus()
    expect(await of('POST')[0]!.json()).toEqual({ transaction_id: 'p1', amount_cents: 500, reason: 'duplicate' })
    expect(of('POST')[0]!.headers.get('Idempotency-Key')).not.toBeNull()
  })

  test('are never more than what is left', async () => {
    const { of } = await open({ body: {} })
    const amount = screen.getByRole('textbox', { name: 'Amount in USD' })
    await userEvent.clear(amount)
    await userEvent.type(amount, '15.01')
    await userEvent.click(screen.getByRole('button', { name: 'Refund $15.01' }))
    expect(await screen.findByText('Enter an amount from $0.01 to $15.00.')).toBeVisible()
    expect(of('POST')).toEqual([])
  })

  test('that are refused say why', async () => {
    await open(problem(409, 'nothing_left_to_refund', 'Nothing is left to refund.'))
    await userEvent.click(screen.getByRole('button', { name: 'Refund $15.00' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing is left to refund.')
  })
})

test('payments are found by the payer’s address', async () => {
  const { calls } = show(<PaymentsPage />, '/admin/payments', { 'GET /v1/admin/transactions': { body: { transactions: [], next_cursor: null } } })
  await userEvent.type(await screen.findByRole('textbox', { name: 'E-mail of the payer' }), 'ada@example.com{Enter}')
  await waitFor(() => expect(calls.at(-1)!.url).toContain('email=ada%40example.com'))
})

describe('duplicates', () => {
  const duplicate = {
    id: 's2', stripe_subscription_id: 'sub_2', user_id: 'u1', email: 'ada@example.com', plan_name: 'Pro', status: 'active',
    created_at: '2026-11-18T10:00:00Z', duplicate_of: 's1',
  }

  test('are cancelled and refunded', async () => {
    const { of } = show(<DuplicatesPage />, '/admin/duplicates', {
      'GET /v1/admin/subscriptions/duplicates': { body: { subscriptions: [duplicate] } },
      'POST /v1/admin/subscriptions/s2/cancellation': {
        body: { id: 's2', stripe_subscription_id: 'sub_2', status: 'canceled', ended_at: null, refunded_cents: 1900, currency: 'usd' },
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel and refund the second subscription of ada@example.com' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel and refund' }))
    expect(await screen.findByText('sub_2 has ended. $19.00 goes back.')).toHaveFocus()
    expect(await of('POST')[0]!.json()).toEqual({ refund: true })
  })

  test('of nobody are good news', async () => {
    show(<DuplicatesPage />, '/admin/duplicates', { 'GET /v1/admin/subscriptions/duplicates': { body: { subscriptions: [] } } })
    expect(await screen.findByRole('heading', { name: 'Nobody pays twice' })).toBeVisible()
  })
})

describe('comparisons', () => {
  const run: ReconciliationDetails = {
    id: 'r1', started_at: '2026-11-18T10:00:00Z', finished_at: '2026-11-18T10:01:00Z', since: '2026-11-17T10:00:00Z', checked: 1234, drifted: 2, healed: 2,
    error: null, report: { missing: ['evt_1'] },
  }
  const list = 'GET /v1/admin/reconciliation'

  test.each<[Partial<ReconciliationDetails>, string]>([
    [{}, 'All mended'],
    [{ healed: 1 }, 'Not all mended'],
    [{ drifted: 0, healed: 0, report: null }, 'Nothing differed'],
    [{ error: 'Stripe does not answer.', finished_at: null }, 'Failed'],
    [{ finished_at: null }, 'Cut off'],
    [{ finished_at: null, started_at: new Date().toISOString() }, 'Running'],
  ])('%o are told in words', async (more, words) => {
    show(<ReconciliationPage />, '/admin/reconciliation', { [list]: { body: { runs: [{ ...run, ...more }] } } })
    expect(await screen.findByRole('row', { name: new RegExp(words) })).toHaveTextContent('1,234')
  })

  test('are begun, one at a time', async () => {
    const { of } = show(<ReconciliationPage />, '/admin/reconciliation', { [list]: { body: { runs: [] } }, 'POST /v1/admin/reconciliation': problem(409, 'reconciliation_running', 'One is running.') })
    await userEvent.click(await screen.findByRole('button', { name: 'Compare now' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('One is running.')
    expect(await of('POST')[0]!.json()).toEqual({ since: null })
  })
})
