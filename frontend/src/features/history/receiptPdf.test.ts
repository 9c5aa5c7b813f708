import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import { beforeEach, expect, test, vi } from 'vitest'
import { receipt } from '@/test/payments'
import { receiptPdf } from './receiptPdf'

let fonts: string[]

beforeEach(() => {
  fonts = []
  vi.stubGlobal('fetch', (url: string) => {
    fonts.push(url.replace(/.*inter-(.*)-normal.*/, '$1'))
    return Promise.resolve(new Response(new Uint8Array(readFileSync(`.${url.replace(/\?.*/, '')}`))))
  })
})

/** jsdom's blobs can be read in one way only. */
const read = (blob: Blob) =>
  new Promise<PDFDocument>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => PDFDocument.load(new Uint8Array(reader.result as ArrayBuffer)).then(resolve, reject))
    reader.readAsArrayBuffer(blob)
  })

test('a receipt is one page with its number as the title', async () => {
  const blob = await receiptPdf(receipt())
  expect(blob.type).toBe('application/pdf')
  const pdf = await read(blob)
  expect(pdf.getPageCount()).toBe(1)
  expect(pdf.getTitle()).toBe('Receipt NW-0042')
  expect(pdf.getAuthor()).toBe('Northwind Cloud GmbH')
  expect(fonts.sort()).toEqual(['latin-400', 'latin-600'])
})

test('other letters load their part of the font, once', async () => {
  await receiptPdf(receipt({ payer: { name: 'Łucja Київ', email: 'a@example.com' }, description: 'Ελλάδα και Łódź', invoice: null }))
  expect(fonts.sort()).toEqual(['cyrillic-600', 'greek-400', 'latin-400', 'latin-600', 'latin-ext-400', 'latin-ext-600'].sort())
})

test('what is too long goes on, on another page', async () => {
  const refunds = Array.from({ length: 40 }, () => ({ amount_cents: 10, status: 'succeeded' as const, created_at: '2026-11-20T12:00:00Z' }))
  const pdf = await read(await receiptPdf(receipt({ refunds, amount_refunded_cents: 400, status: 'partially_refunded' })))
  expect(pdf.getPageCount()).toBe(2)
})
