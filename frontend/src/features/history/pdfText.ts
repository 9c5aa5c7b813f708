import fontkit from '@pdf-lib/fontkit'
import cyrillic from '@fontsource/inter/files/inter-cyrillic-400-normal.woff?url'
import cyrillicBold from '@fontsource/inter/files/inter-cyrillic-600-normal.woff?url'
import greek from '@fontsource/inter/files/inter-greek-400-normal.woff?url'
import greekBold from '@fontsource/inter/files/inter-greek-600-normal.woff?url'
import latin from '@fontsource/inter/files/inter-latin-400-normal.woff?url'
import latinBold from '@fontsource/inter/files/inter-latin-600-normal.woff?url'
import latinExt from '@fontsource/inter/files/inter-latin-ext-400-normal.woff?url'
import latinExtBold from '@fontsource/inter/files/inter-latin-ext-600-normal.woff?url'
import vietnamese from '@fontsource/inter/files/inter-vietnamese-400-normal.woff?url'
import vietnameseBold from '@fontsource/inter/files/inter-vietnamese-600-normal.woff?url'
import { PDFDocument, type PDFFont, type PDFImage, type PDFPage, type RGB } from 'pdf-lib'

export type Weight = 'regular' | 'bold'

/** A part of the font: its file in both weights, and which letters it is worth being loaded for. */
interface Part {
  readonly urls: Record<Weight, string>
  readonly mayHave: (code: number) => boolean
}

const isGreek = (code: number) => code >= 0x370 && code < 0x400
const isCyrillic = (code: number) => code >= 0x400 && code < 0x530
/** Latin letters with marks, signs and currencies; beyond these the font has nothing. */
const isMore = (code: number) => code < 0x370 || (code >= 0x1e00 && code < 0x3000)

/** In the order in which they are tried. */
const parts: readonly Part[] = [
  { urls: { regular: latin, bold: latinBold }, mayHave: (code) => code < 0x3000 },
  { urls: { regular: latinExt, bold: latinExtBold }, mayHave: isMore },
  { urls: { regular: cyrillic, bold: cyrillicBold }, mayHave: isCyrillic },
  { urls: { regular: greek, bold: greekBold }, mayHave: isGreek },
  { urls: { regular: vietnamese, bold: vietnameseBold }, mayHave: isMore },
]

/** Pictures of letters are drawn at this many times their size, so that they print well. */
const pictureScale = 4

/** A stretch of text that one part of the font can draw, or a picture of what none can. */
type Run = { readonly width: number } & ({ readonly text: string; readonly font: PDFFont } | { readonly image: PDFImage; readonly height: number })

/** Text that is measured and ready to be drawn. */
export interface SetText {
  readonly width: number
  readonly size: number
  readonly runs: readonly Run[]
}

/** Sets text in a PDF with an embedded font. What the font lacks, Chinese for example, becomes a picture that the browser draws. */
export class Typesetter {
  private readonly fonts = new Map<string, Promise<PDFFont>>()

  constructor(private readonly pdf: PDFDocument) {
    pdf.registerFontkit(fontkit)
  }

  /** Measures a text and loads what it takes to draw it. */
  async set(text: string, size: number, weight: Weight = 'regular'): Promise<SetText> {
    const runs: Run[] = []
    for (const { text: stretch, font } of await this.stretches(text, weight)) {
      runs.push(font === null ? await this.picture(stretch, size, weight) : { text: stretch, font, width: font.widthOfTextAtSize(stretch, size) })
    }
    return { runs, size, width: runs.reduce((sum, run) => sum + run.width, 0) }
  }

  /** Breaks a text into lines that are at most so wide, between words. */
  async wrap(text: string, size: number, weight: Weight, width: number): Promise<SetText[]> {
    const lines: SetText[] = []
    let line: SetText | null = null
    let words = ''
    for (const word of text.split(/\s+/)) {
      const longer = words === '' ? word : `${words} ${word}`
      const candidate = await this.set(longer, size, weight)
      if (line !== null && candidate.width > width) {
        lines.push(line)
        words = word
        line = await this.set(word, size, weight)
      } else {
        words = longer
        line = candidate
      }
    }
    return line === null ? lines : [...lines, line]
  }

  private async stretches(text: string, weight: Weight): Promise<{ text: string; font: PDFFont | null }[]> {
    const found: { text: string; font: PDFFont | null }[] = []
    for (const character of text) {
      const font = await this.fontOf(character, weight)
      const last = found.at(-1)
      if (last !== undefined && last.font === font) last.text += character
      else found.push({ text: character, font })
    }
    return found
  }

  private async fontOf(character: string, weight: Weight): Promise<PDFFont | null> {
    const code = character.codePointAt(0)!
    for (const { urls, mayHave } of parts) {
      if (!mayHave(code)) continue
      const font = await this.load(urls[weight])
      if (font.getCharacterSet().includes(code)) return font
    }
    return null
  }

  private load(url: string): Promise<PDFFont> {
    const loaded = this.fonts.get(url) ?? this.embed(url)
    this.fonts.set(url, loaded)
    return loaded
  }

  private async embed(url: string): Promise<PDFFont> {
    const response = await fetch(url)
    if (!response.ok) throw new TypeError('The font could not be loaded.')
    // A subset, for the file holds what a PDF understands only then; without ligatures, which would be lost on copying.
    return this.pdf.embedFont(await response.arrayBuffer(), { subset: true, features: { liga: false, calt: false } })
  }

  private async picture(text: string, size: number, weight: Weight): Promise<Run> {
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d')!
    const font = `${weight === 'bold' ? 600 : 400} ${size * pictureScale}px sans-serif`
    context.font = font
    const width = Math.ceil(context.measureText(text).width) || 1
    const height = Math.ceil(size * pictureScale * 1.4)
    canvas.width = width
    canvas.height = height
    context.font = font
    context.textBaseline = 'alphabetic'
    context.fillText(text, 0, size * pictureScale)
    const image = await this.pdf.embedPng(canvas.toDataURL('image/png'))
    return { image, width: width / pictureScale, height: height / pictureScale }
  }
}

/** Draws text with its baseline at y, beginning at x. */
export function draw(page: PDFPage, { runs, size }: SetText, x: number, y: number, color: RGB): void {
  let at = x
  for (const run of runs) {
    if ('font' in run) page.drawText(run.text, { x: at, y, size, font: run.font, color })
    else page.drawImage(run.image, { x: at, y: y - (run.height - size), width: run.width, height: run.height })
    at += run.width
  }
}
