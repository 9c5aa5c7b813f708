import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import type { SubscriptionDetails } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import { free, on, onTeam, openInvoice, plans, price } from '@/test/subscriptions'
import SubscriptionPage from './SubscriptionPage'

function show(subscription: SubscriptionDetails, replies: Record<string, Reply | 'pending' | 'unreachable'> = {}, address = '/account/subscription') {
  const calls = stubApi({
    'GET /v1/billing/config': { body: { publishable_key: 'pk', stripe_js_url: 'https://js', product_name: 'Northwind' } },
    'GET /v1/plans': { body: plans },
    'GET /v1/billing/subscription': { body: subscription },
    'POST /v1/billing/checkout-session': 'pending',
    ...replies,
  })
  renderPage(<SubscriptionPage />, address)
  return { calls, checkouts: () => calls.filter((call) => call.method === 'POST') }
}

describe('a status is told in a word and a sentence', () => {
  test.each<[SubscriptionDetails, string, RegExp]>([
    [on('active'), 'Active', /renews by itself/],
    [on('trialing', { trial_end: '2026-12-01T12:00:00Z' }), 'Trial', /Nothing is charged before that/],
    [on('past_due', { has_access: true, is_in_grace: true, access_until: '2026-11-25T12:00:00Z' }), 'Past due', /Pro stays on until November 25, 2026/],
    [on('past_due', { has_access: false }), 'Past due', /on hold until the open invoice is paid/],
    [on('unpaid'), 'Unpaid', /on hold/],
    [on('paused'), 'Paused', /Nothing is charged until it goes on/],
    [on('incomplete'), 'Not completed', /choose a plan to try again/],
    [on('incomplete', { open_invoice: openInvoice() }), 'Not completed', /Pro begins when it is/],
    [on('incomplete_expired'), 'Expired', /not completed in time/],
    [on('canceled', { ended_at: '2026-11-01T12:00:00Z' }), 'Canceled', /has ended on November 1, 2026/],
  ])('%#', async (subscription, word, sentence) => {
    show(subscription)
    expect(await screen.findByText(word)).toBeVisible()
    expect(screen.getAllByText(sentence)).toHaveLength(1)
  })
})

describe('an open invoice', () => {
  test('of a past-due plan can be paid on its own page, and the card changed', async () => {
    const { calls } = show(on('past_due', { has_access: true, open_invoice: openInvoice({ next_payment_attempt: '2026-11-20T12:00:00Z' }) }), {
      'POST /v1/billing/portal-session': 'pending',
    })
    expect(await screen.findByText('Your last payment did not go through')).toBeVisible()
    expect(screen.getByText(/We try again on November 20, 2026/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Pay now: $19.00' })).toHaveAttribute('href', 'https://invoice.example/1')
    await userEvent.click(screen.getByRole('button', { name: 'Update card' }))
    const portal = calls.find(({ url }) => url.endsWith('portal-session'))!
    expect(await portal.json()).toEqual({ return_url: 'http://localhost:3000/', flow: 'payment_method_update' })
    expect(await screen.findByRole('group', { name: 'Business' })).toHaveTextContent('Pay the open invoice first')
  })

  test('that the bank wants to be confirmed leads there', async () => {
    show(on('past_due', { has_access: true, access_until: '2026-11-25T12:00:00Z', open_invoice: openInvoice({ needs_confirmation: true }) }))
    expect(await screen.findByText('Your bank asks you to confirm a payment')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Confirm the payment' })).toBeVisible()
    expect(screen.getByText(/Pro stays on until November 25, 2026/)).toBeVisible()
  })
})

describe('what can be taken back', () => {
  test('a cancellation: the page says to which day the plan is kept', async () => {
    const { calls } = show(on('active', { cancel_at_period_end: true }), { 'DELETE /v1/billing/subscription/cancellation': { body: on('active') } })
    expect(await screen.findByText(/You keep Pro until December 18, 2026/)).toBeVisible()
    expect(await screen.findByRole('group', { name: 'Free' })).toHaveTextContent('From December 18, 2026')
    await userEvent.click(screen.getByRole('button', { name: 'Keep Pro' }))
    expect(await screen.findByText('Pro goes on as before.')).toHaveFocus()
    expect(screen.queryByText(/You keep Pro until/)).toBeNull()
    expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })

  test('a planned change', async () => {
    const planned = { plan: plans[1]!, price: plans[1]!.prices[0]!, quantity: 1, takes_effect_at: '2026-12-18T12:00:00Z', awaits_payment: false }
    show(on('active', { pending_change: planned }), { 'DELETE /v1/billing/subscription/plan': { body: on('active') } })
    expect(await screen.findByText('You change to Starter, monthly on December 18, 2026')).toBeVisible()
    expect(within(await screen.findByRole('group', { name: 'Starter' })).getByText('From December 18, 2026')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Keep Pro' }))
    expect(await screen.findByText('You stay on Pro.')).toHaveFocus()
  })

  test('a change that waits for its payment, which can be completed', async () => {
    const pending = { plan: plans[3]!, price: plans[3]!.prices[0]!, quantity: 1, takes_effect_at: null, awaits_payment: true }
    show(on('active', { pending_change: pending, open_invoice: openInvoice() }))
    expect(await screen.findByText('Your change to Business, monthly waits for its payment')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Complete the payment' })).toHaveAttribute('href', 'https://invoice.example/1')
  })

  test('a pause of payments', async () => {
    show(on('active', { collection_paused: true, collection_resumes_at: '2027-01-18T12:00:00Z' }), { 'DELETE /v1/billing/subscription/pause': { body: on('active') } })
    expect(await screen.findByText('Payments are paused until January 18, 2027')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Resume payments' }))
    expect(await screen.findByText('Payments go on.')).toBeVisible()
  })

  test('a trial that ended without a card', async () => {
    show(on('paused'), { 'DELETE /v1/billing/subscription/pause': problem(402, 'payment_declined', 'Your card was declined.') })
    expect(await screen.findByRole('button', { name: 'Add a card' })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Resume Pro' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Your card was declined.')
  })
})

test('a discount and seats are shown', async () => {
  show(onTeam({ discount: { name: 'LAUNCH', percent_off: 20, amount_off_cents: null, currency: null, ends_at: '2027-02-18T12:00:00Z' } }))
  expect(await screen.findByText('20% off (LAUNCH) until February 18, 2027')).toBeVisible()
  expect(screen.getByText('Seats').nextElementSibling).toHaveTextContent('3')
  expect(screen.getByText('$36.00 a month')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Change seats' })).toBeVisible()
})

test('a trial is offered where one would be granted', async () => {
  const withTrial = plans.map((plan) => (plan.id === 'pro' ? { ...plan, prices: [price('pro-month', 1900, { trial_days: 14 })] } : plan))
  show({ ...free, trial_available: true }, { 'GET /v1/plans': { body: withTrial } })
  expect(await screen.findByText('The first 14 days are free')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Start free trial of Pro' })).toBeVisible()
})

describe('a checkout', () => {
  test('is one for two clicks, and the button says that it works', async () => {
    const { checkouts } = show(free)
    await userEvent.dblClick(await screen.findByRole('button', { name: 'Upgrade Now to Pro' }))
    expect(screen.getByRole('button', { name: 'Opening the checkout for Pro' })).toBeDisabled()
    expect(checkouts()).toHaveLength(1)
  })

  test('of a plan by the seat asks how many', async () => {
    const { checkouts } = show(free)
    const seats = await screen.findByRole('spinbutton', { name: 'Seats of Team' })
    await userEvent.clear(seats)
    expect(screen.getByRole('button', { name: 'Upgrade Now to Team' })).toBeDisabled()
    await userEvent.type(seats, '5')
    await userEvent.click(screen.getByRole('button', { name: 'Upgrade Now to Team' }))
    expect(await checkouts()[0]!.json()).toMatchObject({ plan_id: 'team', quantity: 5 })
  })

  test('starts once with ?plan=, and the address forgets it', async () => {
    const { checkouts } = show(free, {}, '/account/subscription?plan=pro&interval=year')
    await waitFor(() => expect(checkouts()).toHaveLength(1))
    expect(await checkouts()[0]!.json()).toMatchObject({ plan_id: 'pro', interval: 'year' })
    expect(screen.getByTestId('address')).toHaveTextContent('/account/subscription?interval=year')
  })

  test('that is refused says that nothing was charged, and one can try again', async () => {
    show(free, { 'POST /v1/billing/checkout-session': problem(503, 'stripe_unreachable', 'The payment provider does not answer.') })
    await userEvent.click(await screen.findByRole('button', { name: 'Upgrade Now to Pro' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was charged')
    expect(screen.getByRole('button', { name: 'Upgrade Now to Pro' })).toBeEnabled()
  })
})

test('the yearly price and the saving are shown', async () => {
  show(free)
  await userEvent.click(await screen.findByRole('radio', { name: 'Yearly · save 16%' }))
  expect(within(screen.getByRole('group', { name: 'Pro' })).getByText('$190')).toBeVisible()
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
