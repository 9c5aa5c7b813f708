import { expect, test } from 'vitest'
import { nextOf } from './next'

test.each(['/billing/history?status=failed', '/account/subscription?plan=pro'])('%s is an address of the app', (next) => {
  expect(nextOf(new URLSearchParams({ next }))).toBe(next)
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', 'billing'])('%s leads home', (next) => {
  expect(nextOf(new URLSearchParams({ next }))).toBe('/account/subscription')
})
