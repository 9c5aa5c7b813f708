import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import AdminRoute from '@/features/auth/AdminRoute'
import { begin } from '@/features/auth/session'
import { stubApi } from '@/test/api'
import { renderPage } from '@/test/render'
import { Sidebar } from './Sidebar'

function signIn(roles: string[]) {
  stubApi({ 'GET /v1/billing/config': 'unreachable' })
  begin({ access_token: 't', token_type: 'Bearer', expires_in: 900, user: { id: 'u1', email: 'ada@example.com', email_confirmed: true, name: null, roles } })
}

test('operators have pages of their own', () => {
  signIn(['admin'])
  renderPage(<Sidebar />)
  expect(screen.getByRole('list', { name: 'Operator' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Alerts' })).toHaveAttribute('href', '/admin/alerts')
  expect(screen.getByRole('link', { name: 'Events' })).toHaveAttribute('href', '/admin/events')
})

test('for everybody else these do not exist', async () => {
  signIn([])
  renderPage(
    <>
      <Sidebar />
      <AdminRoute />
    </>,
  )
  expect(screen.queryByText('Operator')).toBeNull()
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
})
