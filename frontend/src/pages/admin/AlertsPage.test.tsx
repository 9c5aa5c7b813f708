import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { AlertDetails } from '@/api/types'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import AlertsPage from './AlertsPage'

const alert = (more: Partial<AlertDetails> = {}): AlertDetails => ({
  id: 'a1', kind: 'dispute_opened', subject_id: 'dp_1', message: 'A bank questions a payment. Send evidence in Stripe’s Dashboard.',
  raised_at: '2026-11-18T10:00:00Z', mailed_at: null, ...more,
})

const page = (alerts: AlertDetails[], next: string | null = null): Reply => ({ body: { alerts, next_cursor: next } })

function show(reply: Reply | 'pending' | ((request: Request) => Reply), address = '/admin/alerts') {
  const calls = stubApi({ 'GET /v1/billing/config': 'unreachable', 'GET /v1/admin/alerts': reply })
  renderPage(<AlertsPage />, address)
  return calls
}

test('alerts say what happened, to what, and what to do', async () => {
  show(page([alert(), alert({ id: 'a2', kind: 'refund_failed', subject_id: 're_1', message: 'Send it another way.', mailed_at: '2026-11-18T10:01:00Z' })]))
  const dispute = await screen.findByRole('row', { name: /Dispute opened/ })
  expect(dispute).toHaveTextContent('dp_1')
  expect(dispute).toHaveTextContent('Send evidence in Stripe’s Dashboard.')
  expect(dispute).toHaveTextContent('Not mailed')
  expect(within(dispute).queryByRole('link')).toBeNull()
  expect(screen.getByRole('row', { name: /Refund failed.*re_1/ })).toHaveTextContent(/Mailed Nov 18, 2026/)
})

test.each([
  ['dead_event', 'evt_1', 'See the event of evt_1', '/admin/events/evt_1'],
  ['duplicate_subscription', 'sub_2', 'See the duplicates of sub_2', '/admin/duplicates'],
])('an alert of kind %s leads to where it is mended', async (kind, subject, link, address) => {
  show(page([alert({ kind, subject_id: subject })]))
  expect(await screen.findByRole('link', { name: link })).toHaveAttribute('href', address)
})

test('a kind that this page does not know is told as it is', async () => {
  show(page([alert({ kind: 'payout_failed' })]))
  expect(await screen.findByText('payout failed')).toBeVisible()
})

test('no alerts are good news', async () => {
  show(page([]))
  expect(await screen.findByRole('heading', { name: 'Nothing needs you' })).toBeVisible()
  expect(screen.queryByRole('navigation', { name: 'Pages of alerts' })).toBeNull()
})

test('while they are on the way, that is said', async () => {
  show('pending')
  expect(await screen.findByText('Loading the alerts…')).toBeInTheDocument()
})

test('alerts that could not be loaded are asked for again', async () => {
  let isDown = true
  show(() => (isDown ? problem(500, 'internal_error', 'Something went wrong.') : page([alert()])))
  expect(await screen.findByRole('alert')).toHaveTextContent('The alerts could not be loaded')
  isDown = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('dp_1')).toBeVisible()
})

test('older alerts are a page further', async () => {
  show(({ url }) => (url.includes('cursor=c2') ? page([alert({ id: 'a2', subject_id: 'dp_2' })]) : page([alert()], 'c2')))
  await userEvent.click(await screen.findByRole('button', { name: 'Older' }))
  expect(await screen.findByText('dp_2')).toBeVisible()
  expect(screen.getByText('2–2 of 2')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Newer' }))
  expect(await screen.findByText('dp_1')).toBeVisible()
})
