import { answerOf, client } from '@/api/client'
import type { InvoicePage, InvoiceStatus } from '@/api/types'

export interface InvoiceQuery {
  /** The next_cursor of the page before; null for the newest. */
  cursor: string | null
  /** Only invoices of this status; null for all. */
  status: InvoiceStatus | null
}

/** A page of the user's invoices, newest first. */
export function getInvoices({ cursor, status }: InvoiceQuery): Promise<InvoicePage> {
  return answerOf(
    client.GET('/v1/billing/invoices', {
      params: { query: { limit: invoicePageSize, ...(cursor === null ? {} : { cursor }), ...(status === null ? {} : { status }) } },
    }),
  )
}

/** Invoices on one page. */
export const invoicePageSize = 50
