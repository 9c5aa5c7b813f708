import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import CheckoutSuccessPage from './CheckoutSuccessPage'

const plan = { id: 'p', code: 'pro', name: 'Pro', description: null, features: [] }
const price = { id: 'pp', amount_cents: 1900, currency: 'usd', interval: 'month', trial_days: null, per_seat: false }
const free = { id: null, plan: { ...plan, name: 'Free' }, price: null, status: null, quantity: 1, cancel_at_period_end: false }
const pro = { ...free, id: 's', plan, price, status: 'active', current_period_end: '2026-12-18T12:00:00Z' }

function show(reply: Reply | 'unreachable' | (() => Reply), search = '?session_id=cs_1') {
  stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/billing/checkout-session/cs_1': reply })
  renderPage(<CheckoutSuccessPage />, '/checkout/success' + search)
}

test('a paid checkout shows the new plan', async () => {
  show({ body: { status: 'complete', subscription: pro } })
  expect(await screen.findByRole('heading', { name: 'You are on Pro' })).toBeVisible()
  expect(screen.getByText('$19.00 a month')).toBeVisible()
  expect(screen.getByText('December 18, 2026')).toBeVisible()
})

test('a trial has begun, and nothing was charged', async () => {
  const trial = { ...pro, status: 'trialing', trial_end: '2026-12-02T12:00:00Z', price: { ...price, per_seat: true }, quantity: 3 }
  show({ body: { status: 'complete', subscription: trial } })
  expect(await screen.findByText(/Your trial has begun: nothing was charged/)).toBeVisible()
  expect(screen.getByText('Seats').nextElementSibling).toHaveTextContent('3')
  expect(screen.getByText('First payment').nextElementSibling).toHaveTextContent('December 2, 2026')
})

test.each([
  ['open', free],
  ['complete', free],
])('while Stripe says %s and the plan is the old one, it is being confirmed, and then it is there', async (status, subscription) => {
  let asked = 0
  show(() => ({ body: ++asked < 2 ? { status, subscription } : { status: 'complete', subscription: pro } }))
  expect(await screen.findByRole('heading', { name: 'Confirming your payment…' })).toBeVisible()
  expect(screen.queryByText(/Free/)).toBeNull()
  expect(await screen.findByRole('heading', { name: 'You are on Pro' }, { timeout: 3000 })).toBeVisible()
})

test('an expired one says that nothing was charged', async () => {
  show({ body: { status: 'expired', subscription: free } })
  expect(await screen.findByText(/Nothing was charged/)).toBeVisible()
})

test('one of somebody else is not known', async () => {
  show(problem(404, 'checkout_session_not_found', 'You have no such checkout.'))
  expect(await screen.findByRole('heading', { name: 'We do not know this checkout' })).toBeVisible()
})

test('when nothing answers, the payment is safe and one can ask again', async () => {
  show(problem(400, 'broken', 'It is broken.'))
  expect(await screen.findByRole('alert')).toHaveTextContent('your payment is safe')
  expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled()
})

test('without a session it leads to the subscription', () => {
  show('unreachable', '')
  expect(screen.getByTestId('address')).toHaveTextContent('/account/subscription')
})
