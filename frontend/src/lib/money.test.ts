import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exponentOf, formatMoney } from './money'

const us = { locale: 'en-US' }

describe('an amount in minor units', () => {
  test.each([
    [1900, 'usd', '$19.00'],
    [1900, 'USD', '$19.00'],
    [12500, 'jpy', '¥12,500'],
    [1500, 'kwd', 'KWD 1.500'],
    [50000, 'isk', 'ISK 500'],
    [50000, 'ugx', 'UGX 500'],
    [17500, 'huf', 'HUF 175.00'],
    [4000, 'twd', 'NT$40.00'],
    [500, 'mga', 'MGA 500'],
    [99_999_999, 'usd', '$999,999.99'],
    [-500, 'eur', '-€5.00'],
  ])('%i %s is %s', (minor, currency, words) => {
    expect(formatMoney(minor, currency, us).replace(/\u00a0/g, ' ')).toBe(words)
  })

  test('is written as the reader does', () => {
    expect(formatMoney(123456, 'eur', { locale: 'de-DE' }).replace(/\u00a0/g, ' ')).toBe('1.234,56 €')
  })

  test('of whole units can go without decimals', () => {
    expect(formatMoney(1900, 'usd', { ...us, trimZeros: true })).toBe('$19')
    expect(formatMoney(1950, 'usd', { ...us, trimZeros: true })).toBe('$19.50')
  })

  test('of an unknown currency is shown with its code', () => {
    expect(formatMoney(1200, 'xyz', us).replace(/\u00a0/g, ' ')).toBe('XYZ 12.00')
  })
})

test('the decimals of every currency are those of the API', () => {
  const source = readFileSync('../src/Billing.Domain/Money/Currency.cs', 'utf8')
  const listOf = (name: string) => {
    const declaration = new RegExp(`const string ${name} =([^;]*);`).exec(source)![1]!
    return [...declaration.matchAll(/"([^"]*)"/g)].flatMap((m) => m[1]!.trim().split(/\s+/))
  }
  const lists = { TwoDecimal: 2, ZeroDecimal: 0, ThreeDecimal: 3, FormerlyTwoDecimal: 2 }
  for (const [name, exponent] of Object.entries(lists)) {
    const codes = listOf(name)
    expect(codes.length).toBeGreaterThan(1)
    expect(codes.filter((code) => exponentOf(code) !== exponent)).toEqual([])
  }
})
