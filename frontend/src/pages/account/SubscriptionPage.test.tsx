import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import type { SubscriptionDetails, SubscriptionStatus } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import SubscriptionPage from './SubscriptionPage'

const price = { id: 'price-month', amount_cents: 1900, currency: 'usd', interval: 'month' as const, trial_days: null, per_seat: false }
const plans = [
  { id: 'plan-free', code: 'free', name: 'Free', description: 'For trying out.', features: ['1 project'], prices: [] },
  {
    id: 'plan-pro', code: 'pro', name: 'Pro', description: 'For people who ship.', features: ['Unlimited projects'],
    prices: [price, { ...price, id: 'price-year', amount_cents: 19000, interval: 'year' }],
  },
]
const free: SubscriptionDetails = { id: null, plan: plans[0]!, price: null, status: null, quantity: 1, cancel_at_period_end: false }
const on = (status: SubscriptionStatus, more: Partial<SubscriptionDetails> = {}): SubscriptionDetails => ({
  ...free, id: 'sub', plan: plans[1]!, price, status, current_period_end: '2026-12-18T00:00:00Z', ...more,
})

function show(subscription: SubscriptionDetails, checkout: Reply | 'pending' | 'unreachable' = 'pending', address = '/account/subscription') {
  const calls = stubApi({
    'GET /v1/billing/config': { body: { publishable_key: 'pk', stripe_js_url: 'https://js', product_name: 'Northwind' } },
    'GET /v1/plans': { body: plans },
    'GET /v1/billing/subscription': { body: subscription },
    'POST /v1/billing/checkout-session': checkout,
  })
  renderPage(<SubscriptionPage />, address)
  return { checkouts: () => calls.filter((call) => call.method === 'POST') }
}

describe('a status is told in a word and a sentence', () => {
  test.each<[SubscriptionDetails, string, RegExp]>([
    [on('active'), 'Active', /renews by itself/],
    [on('trialing', { trial_end: '2026-12-01T00:00:00Z' }), 'Trial', /Nothing is charged before that/],
    [on('unpaid'), 'Unpaid', /on hold/],
    [on('paused'), 'Paused', /Nothing is charged until it goes on/],
    [on('incomplete'), 'Not completed', /choose a plan to try again/],
    [on('incomplete_expired'), 'Expired', /not completed in time/],
    [on('canceled'), 'Canceled', /has ended/],
  ])('%#', async (subscription, word, sentence) => {
    show(subscription)
    expect(await screen.findByText(word)).toBeVisible()
    expect(screen.getAllByText(sentence)[0]).toBeVisible()
  })
})

test('past due leads to the open invoice that the API names', async () => {
  show(on('past_due'), problem(409, 'payment_due', 'Pay first.', { url: 'https://invoice.example/1' }))
  expect(await screen.findByText('Your last payment did not go through')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Find the open invoice' }))
  expect(await screen.findByRole('link', { name: 'Pay the invoice' })).toHaveAttribute('href', 'https://invoice.example/1')
})

test('a plan that ends says until when it is kept', async () => {
  show(on('active', { cancel_at_period_end: true }))
  expect(await screen.findByText(/You keep Pro until December 1[78], 2026/)).toBeVisible()
})

test('two clicks make one checkout, and the button says that it works', async () => {
  const { checkouts } = show(free)
  const button = await screen.findByRole('button', { name: 'Upgrade Now to Pro' })
  await userEvent.dblClick(button)
  expect(screen.getByRole('button', { name: 'Opening the checkout for Pro' })).toBeDisabled()
  expect(checkouts()).toHaveLength(1)
})

test('the yearly price and the saving are shown', async () => {
  show(free)
  await userEvent.click(await screen.findByRole('radio', { name: 'Yearly · save 16%' }))
  expect(within(screen.getByRole('group', { name: 'Pro' })).getByText('$190')).toBeVisible()
})

test('with ?plan= the checkout starts once and the address forgets it', async () => {
  const { checkouts } = show(free, 'pending', '/account/subscription?plan=pro&interval=year')
  await waitFor(() => expect(checkouts()).toHaveLength(1))
  expect(await checkouts()[0]!.json()).toMatchObject({ plan_id: 'pro', interval: 'year' })
  expect(screen.getByTestId('address')).toHaveTextContent('/account/subscription?interval=year')
})

test('when Stripe does not answer, it says that nothing was charged, and one can try again', async () => {
  show(free, problem(503, 'stripe_unreachable', 'The payment provider does not answer.'))
  await userEvent.click(await screen.findByRole('button', { name: 'Upgrade Now to Pro' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was charged')
  expect(screen.getByRole('button', { name: 'Upgrade Now to Pro' })).toBeEnabled()
})

test('an error of the subscription can be tried again', async () => {
  let isDown = true
  stubApi({
    'GET /v1/billing/config': 'unreachable',
    'GET /v1/plans': { body: plans },
    'GET /v1/billing/subscription': () => (isDown ? problem(400, 'broken', 'It is broken.') : { body: free }),
  })
  renderPage(<SubscriptionPage />, '/account/subscription')
  expect(await screen.findByRole('alert')).toHaveTextContent('It is broken.')
  isDown = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/free plan/)).toBeVisible()
})
