import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import type { SubscriptionDetails } from '@/api/types'
import SubscriptionPage from '@/pages/account/SubscriptionPage'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import { downgradePreview, on, onTeam, plans, upgradePreview } from '@/test/subscriptions'

type Stub = Reply | 'pending' | 'unreachable' | ((request: Request) => Reply)

const planPreview = 'GET /v1/billing/subscription/plan/preview'
const putPlan = 'PUT /v1/billing/subscription/plan'
const onBusiness = on('active', { plan: plans[3]!, price: plans[3]!.prices[0]! })

/** The page with a subscription, and the dialog that a button opens. */
async function open(subscription: SubscriptionDetails, button: string, replies: Record<string, Stub>) {
  const calls = stubApi({
    'GET /v1/billing/config': 'unreachable',
    'GET /v1/plans': { body: plans },
    'GET /v1/billing/subscription': { body: subscription },
    ...replies,
  })
  renderPage(<SubscriptionPage />, '/account/subscription')
  await userEvent.click(await screen.findByRole('button', { name: button }))
  const dialog = await screen.findByRole('dialog')
  return { calls, dialog, of: (method: string) => calls.filter((call) => call.method === method) }
}

const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

describe('a change of plan', () => {
  test('shows what is due before anything is changed, and charges what it showed', async () => {
    const { of } = await open(on('active'), 'Upgrade Now to Business', { [planPreview]: { body: upgradePreview }, [putPlan]: { body: onBusiness } })
    expect(screen.getByRole('heading', { name: 'Change to Business, monthly' })).toHaveFocus()
    expect(await screen.findByText('Due today')).toBeVisible()
    expect(screen.getByText('-$19.00')).toBeVisible()
    expect(screen.getByText(/After that \$79.00 a month, next on December 18, 2026/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Pay $60.00 and change' }))
    expect(await screen.findByText('You are on Business, monthly now.')).toHaveFocus()
    expect(await of('PUT')[0]!.json()).toEqual({ plan_id: 'business', interval: 'month', quantity: 1, proration_date: '2026-11-18T12:00:00Z' })
    expect(of('PUT')[0]!.headers.get('Idempotency-Key')).not.toBeNull()
    await closed()
  })

  test('to a cheaper plan waits for the end of the period, and says so', async () => {
    const planned = { plan: plans[1]!, price: plans[1]!.prices[0]!, quantity: 1, takes_effect_at: '2026-12-18T12:00:00Z', awaits_payment: false }
    await open(on('active'), 'Change to Starter', { [planPreview]: { body: downgradePreview }, [putPlan]: { body: on('active', { pending_change: planned }) } })
    expect(await screen.findByText(/You keep Pro until December 18, 2026: it is paid for/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Change on December 18, 2026' }))
    expect(await screen.findByText('You keep Pro until December 18, 2026.')).toHaveFocus()
    expect(screen.getByText('You change to Starter, monthly on December 18, 2026')).toBeVisible()
  })

  test('that gives credit keeps it for the next invoices', async () => {
    await open(on('active'), 'Change to Starter', { [planPreview]: { body: { ...upgradePreview, due_today_cents: 0, credit_cents: 500 } } })
    expect(await screen.findByText('Kept as credit for your next invoices')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Change now for $0.00' })).toBeEnabled()
  })

  test('with a declined card leaves the plan as it was and leads on; another try is a new one', async () => {
    const declined = problem(402, 'payment_declined', 'Your card was declined.', { url: 'https://invoice.example/2' })
    const { of } = await open(on('active'), 'Upgrade Now to Business', { [planPreview]: { body: upgradePreview }, [putPlan]: declined })
    await userEvent.click(await screen.findByRole('button', { name: 'Pay $60.00 and change' }))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('your plan has not changed')
    expect(alert).toHaveTextContent('Your card was declined.')
    expect(within(alert).getByRole('link', { name: 'Pay now' })).toHaveAttribute('href', 'https://invoice.example/2')
    expect(within(alert).getByRole('button', { name: 'Update card' })).toBeEnabled()
    await userEvent.click(screen.getByRole('button', { name: 'Pay $60.00 and change' }))
    const keys = of('PUT').map(({ headers }) => headers.get('Idempotency-Key'))
    expect(new Set(keys).size).toBe(2)
  })

  test('that nobody answered is sent again with the same key', async () => {
    const { of } = await open(on('active'), 'Upgrade Now to Business', { [planPreview]: { body: upgradePreview }, [putPlan]: 'unreachable' })
    await userEvent.click(await screen.findByRole('button', { name: 'Pay $60.00 and change' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Trying again does not charge twice')
    await userEvent.click(screen.getByRole('button', { name: 'Pay $60.00 and change' }))
    await waitFor(() => expect(of('PUT')).toHaveLength(2))
    expect(new Set(of('PUT').map(({ headers }) => headers.get('Idempotency-Key'))).size).toBe(1)
  })

  test('that Stripe refuses is not made, and it says so', async () => {
    const refused = problem(502, 'stripe_refused', 'Stripe answered with an error.')
    await open(on('active'), 'Upgrade Now to Business', { [planPreview]: { body: upgradePreview }, [putPlan]: refused })
    await userEvent.click(await screen.findByRole('button', { name: 'Pay $60.00 and change' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('The change was not made, and nothing was charged')
  })

  test('that the bank has to confirm says so on the page', async () => {
    const pending = { plan: plans[3]!, price: plans[3]!.prices[0]!, quantity: 1, takes_effect_at: null, awaits_payment: true }
    await open(on('active'), 'Upgrade Now to Business', { [planPreview]: { body: upgradePreview }, [putPlan]: { body: on('active', { pending_change: pending }) } })
    await userEvent.click(await screen.findByRole('button', { name: 'Pay $60.00 and change' }))
    expect(await screen.findByText(/Your bank has to confirm the payment/)).toHaveFocus()
  })

  test('whose price cannot be found out can be asked for again', async () => {
    let isDown = true
    await open(on('active'), 'Upgrade Now to Business', {
      [planPreview]: () => (isDown ? problem(409, 'subscription_ending', 'Your subscription ends.') : { body: upgradePreview }),
    })
    expect(await screen.findByText('This change is not possible')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Confirm' })).toBeDisabled()
    isDown = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Due today')).toBeVisible()
  })

  test('can be left', async () => {
    await open(on('active'), 'Upgrade Now to Business', { [planPreview]: 'pending' })
    await userEvent.click(screen.getByRole('button', { name: 'Keep Pro' }))
    await closed()
  })
})

test('another number of seats is priced once the typing stops', async () => {
  const preview = { ...upgradePreview, plan: plans[4]!, price: plans[4]!.prices[0]!, quantity: 5, due_today_cents: 2400, lines: [] }
  const { of } = await open(onTeam(), 'Change seats', {
    'GET /v1/billing/subscription/quantity/preview': { body: preview },
    'PUT /v1/billing/subscription/quantity': { body: onTeam({ quantity: 5 }) },
  })
  expect(screen.getByText('That is what you have now.')).toBeVisible()
  const seats = screen.getByRole('spinbutton', { name: 'Seats' })
  await userEvent.clear(seats)
  await userEvent.type(seats, '5')
  await userEvent.click(await screen.findByRole('button', { name: 'Pay $24.00 and change' }))
  expect(await screen.findByText('You are on Team, monthly with 5 seats now.')).toBeVisible()
  expect(await of('PUT')[0]!.json()).toEqual({ quantity: 5, proration_date: '2026-11-18T12:00:00Z' })
})

describe('a cancellation', () => {
  const put = 'PUT /v1/billing/subscription/cancellation'

  test('says until when the plan is kept, and takes a reason', async () => {
    const { of } = await open(on('active'), 'Cancel Pro', { [put]: { body: on('active', { cancel_at_period_end: true }) } })
    expect(screen.getByRole('radio', { name: 'On December 18, 2026', description: /You keep Pro until then/ })).toBeChecked()
    await userEvent.selectOptions(screen.getByRole('combobox'), 'It costs too much')
    await userEvent.type(screen.getByRole('textbox'), 'Too dear.')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel on December 18, 2026' }))
    expect(await screen.findByText('Pro is canceled.')).toHaveFocus()
    expect(screen.getByText('Pro ends on December 18, 2026')).toBeVisible()
    expect(await of('PUT')[0]!.json()).toEqual({ at: 'period_end', feedback: 'too_expensive', reason: 'Too dear.' })
  })

  test('at once says what that means', async () => {
    const { of } = await open(on('active'), 'Cancel Pro', { [put]: { body: on('canceled') } })
    await userEvent.click(screen.getByRole('radio', { name: 'Now' }))
    await userEvent.click(screen.getByRole('button', { name: 'Cancel Pro now' }))
    expect(await screen.findByText(/Pro has ended. Nothing is charged/)).toBeVisible()
    expect(await of('PUT')[0]!.json()).toEqual({ at: 'now', feedback: null, reason: null })
  })

  test('that fails says that nothing was canceled', async () => {
    await open(on('unpaid'), 'Cancel Pro', { [put]: problem(503, 'stripe_unreachable', 'The payment provider does not answer.') })
    await userEvent.click(screen.getByRole('button', { name: 'Cancel Pro now' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was canceled.')
  })
})

test('a pause leaves the next payment out', async () => {
  const paused = on('active', { collection_paused: true, collection_resumes_at: '2026-12-19T12:00:00Z' })
  const { of } = await open(on('active'), 'Pause payments', { 'PUT /v1/billing/subscription/pause': { body: paused } })
  expect(screen.getByRole('radio', { name: 'Leave out the next payment' })).toBeChecked()
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Pause payments' }))
  expect(await screen.findByText('Payments are paused.')).toHaveFocus()
  expect(await of('PUT')[0]!.json()).toEqual({ resumes_at: '2026-12-19T12:00:00.000Z' })
})
