import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { problem, stubApi, type Reply } from '@/test/api'
import { renderPage } from '@/test/render'
import RegisterPage from './RegisterPage'
import ResetPasswordPage from './ResetPasswordPage'
import SignInPage from './SignInPage'

const config = { 'GET /v1/billing/config': 'unreachable' as const }

async function signIn(reply: Reply | 'unreachable') {
  stubApi({ ...config, 'POST /v1/auth/login': reply })
  renderPage(<SignInPage />, '/sign-in')
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.com')
  await userEvent.type(screen.getByLabelText('Password'), 'wrong')
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('a field that is empty names its error and gets the focus', async () => {
  stubApi(config)
  renderPage(<SignInPage />, '/sign-in')
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('textbox', { name: 'E-mail', description: 'Enter your e-mail address.' })).toHaveFocus()
})

test.each<[Reply | 'unreachable', RegExp]>([
  [problem(401, 'invalid_credentials', 'The address or the password is wrong.'), /is wrong/],
  [problem(429, 'too_many_requests', 'Too many tries. Wait a minute.'), /Wait a minute/],
  ['unreachable', /does not answer/],
])('a sign-in that is refused says why', async (reply, sentence) => {
  await signIn(reply)
  expect(await screen.findByRole('alert')).toHaveTextContent(sentence)
})

test('an address that is taken is told at its field', async () => {
  stubApi({ ...config, 'POST /v1/auth/register': problem(409, 'email_taken', 'Taken.', { errors: { email: ['This address has an account already.'] } }) })
  renderPage(<RegisterPage />, '/register')
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.com')
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse')
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }))
  expect(await screen.findByRole('textbox', { name: 'E-mail', description: 'This address has an account already.' })).toHaveFocus()
})

test('a password can be shown', async () => {
  stubApi(config)
  renderPage(<RegisterPage />, '/register')
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password')
  await userEvent.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text')
})

test('a link that is not whole offers another', () => {
  stubApi(config)
  renderPage(<ResetPasswordPage />, '/reset-password')
  expect(screen.getByRole('heading', { name: 'This link is not whole' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Ask for another link' })).toHaveAttribute('href', '/forgot-password')
})
