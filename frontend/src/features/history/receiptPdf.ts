import { PDFDocument, rgb, type PDFPage } from 'pdf-lib'
import type { PaymentReceipt } from '@/api/types'
import { formatLongDay } from '@/lib/date'
import { formatMoney } from '@/lib/money'
import { methodName } from './paymentMethods'
import { draw, Typesetter, type Weight } from './pdfText'
import { dateOf, rowsOf } from './receiptRows'

/* A4 in points; the page of North America is a little wider and shorter, and prints it whole. */
const sheet = { width: 595, height: 842, margin: 56 }
const contentWidth = sheet.width - 2 * sheet.margin
const leading = 1.45
const ink = rgb(0.08, 0.09, 0.11)
const muted = rgb(0.36, 0.4, 0.46)
const hairline = rgb(0.85, 0.87, 0.9)

/** A receipt as a PDF, made here: nothing is sent anywhere. */
export async function receiptPdf(receipt: PaymentReceipt): Promise<Blob> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(`Receipt ${receipt.receipt_number}`)
  pdf.setAuthor(receipt.seller.name)
  pdf.setLanguage('en')
  pdf.setCreationDate(new Date(dateOf(receipt)))
  const writer = new Writer(pdf, new Typesetter(pdf))
  await writeHead(writer, receipt)
  await writeRows(writer, receipt)
  await writeFoot(writer, receipt)
  return new Blob([new Uint8Array(await pdf.save())], { type: 'application/pdf' })
}

async function writeHead(writer: Writer, receipt: PaymentReceipt): Promise<void> {
  const { seller, payer } = receipt
  await writer.text('Receipt', { size: 20, weight: 'bold' })
  await writer.text(receipt.receipt_number, { color: muted })
  writer.space(20)
  await writer.text(formatMoney(receipt.amount_cents, receipt.currency), { size: 26, weight: 'bold' })
  await writer.text(`Paid on ${formatLongDay(dateOf(receipt))}`, { color: muted })
  writer.space(22)
  const taxId = seller.tax_id == null ? [] : [`Tax ID ${seller.tax_id}`]
  await writer.columns(
    ['From', seller.name, ...seller.address_lines, ...[seller.email, seller.website].filter((line) => line != null), ...taxId],
    ['To', ...(payer.name == null ? [] : [payer.name]), payer.email],
  )
  writer.space(18)
}

async function writeRows(writer: Writer, receipt: PaymentReceipt): Promise<void> {
  writer.rule()
  for (const { term, amount, isSum = false } of rowsOf(receipt)) {
    await writer.row(term, amount, isSum ? 'bold' : 'regular')
    writer.rule()
  }
  writer.space(18)
}

async function writeFoot(writer: Writer, receipt: PaymentReceipt): Promise<void> {
  const method = methodName(receipt)
  const last4 = receipt.payment_method_last4
  if (method !== null) await writer.text(`Paid with ${method}${last4 == null ? '' : `, ending in ${last4}`}`, { color: muted })
  await writer.text(`Reference ${receipt.stripe_payment_intent_id}`, { color: muted })
}

interface Style {
  size?: number
  weight?: Weight
  color?: typeof ink
}

/** Writes from the top of the page down, and on to another page where one is full. */
class Writer {
  private page: PDFPage
  private y = sheet.height - sheet.margin

  constructor(
    private readonly pdf: PDFDocument,
    private readonly typesetter: Typesetter,
  ) {
    this.page = this.addPage()
  }

  /** Leaves some room. */
  space(points: number): void {
    this.y -= points
  }

  /** A line across the page. */
  rule(): void {
    const { margin, width } = sheet
    this.page.drawLine({ start: { x: margin, y: this.y }, end: { x: width - margin, y: this.y }, thickness: 0.75, color: hairline })
  }

  /** A paragraph. */
  async text(text: string, style: Style = {}): Promise<void> {
    this.y = await this.paragraph(text, sheet.margin, this.y, contentWidth, style)
  }

  /** Two blocks side by side; the first line of each is its title, the second its name. */
  async columns(left: readonly string[], right: readonly string[]): Promise<void> {
    const top = this.y
    const half = contentWidth / 2
    const ends: number[] = []
    for (const [column, lines] of [left, right].entries()) {
      let y = top
      for (const [i, line] of lines.entries()) {
        const style: Style = i === 1 ? { weight: 'bold' } : { color: muted, size: i === 0 ? 9 : 10 }
        y = await this.paragraph(line, sheet.margin + column * half, y, half - 16, style)
      }
      ends.push(y)
    }
    this.y = Math.min(...ends)
  }

  /** A term on the left and its amount on the right. */
  async row(term: string, amount: string, weight: Weight): Promise<void> {
    this.y -= 6
    const sum = await this.typesetter.set(amount, 10, weight)
    this.makeRoom(10 * leading + 6)
    const top = this.y
    this.y = await this.paragraph(term, sheet.margin, top, contentWidth - sum.width - 24, { weight })
    draw(this.page, sum, sheet.width - sheet.margin - sum.width, top - 10, ink)
    this.y -= 6
  }

  private async paragraph(text: string, x: number, from: number, width: number, { size = 10, weight = 'regular', color = ink }: Style): Promise<number> {
    let y = from
    for (const line of await this.typesetter.wrap(text, size, weight, width)) {
      draw(this.page, line, x, y - size, color)
      y -= size * leading
    }
    return y
  }

  private makeRoom(height: number): void {
    if (this.y - height >= sheet.margin) return
    this.page = this.addPage()
    this.y = sheet.height - sheet.margin
  }

  private addPage(): PDFPage {
    return this.pdf.addPage([sheet.width, sheet.height])
  }
}
