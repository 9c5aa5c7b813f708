import { expect, test } from 'vitest'
import { fromMinorUnits, toMinorUnits } from './amount'

test.each([
  ['20', 'usd', 2000],
  ['20.5', 'usd', 2050],
  ['0.29', 'usd', 29],
  ['1,234.50', 'usd', 123450],
  ['1.234,50', 'eur', 123450],
  ["1'234.50", 'chf', 123450],
  ['1,234', 'usd', 123400],
  ['12,500', 'jpy', 12500],
  ['12500', 'jpy', 12500],
  ['1.500', 'kwd', 1500],
  ['500', 'isk', 50000],
  ['1,234,567.89', 'usd', 123456789],
])('%s in %s is %i minor units', (text, currency, minor) => {
  expect(toMinorUnits(text, currency)).toBe(minor)
})

test.each([
  ['12.50', 'jpy'],
  ['1.2345', 'kwd'],
  ['1.2.3', 'usd'],
  ['1.23,4.5', 'usd'],
  ['-5', 'usd'],
  ['1e3', 'usd'],
  ['twenty', 'usd'],
  ['', 'usd'],
])('%s in %s is no amount', (text, currency) => {
  expect(toMinorUnits(text, currency)).toBeNull()
})

test.each([
  [1900, 'usd', '19.00'],
  [5, 'usd', '0.05'],
  [12500, 'jpy', '12500'],
  [1500, 'kwd', '1.500'],
  [50000, 'isk', '500.00'],
])('%i %s is typed as %s, and read so', (minor, currency, text) => {
  expect(fromMinorUnits(minor, currency)).toBe(text)
  expect(toMinorUnits(text, currency)).toBe(minor)
})
