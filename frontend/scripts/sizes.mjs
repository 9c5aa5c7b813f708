// Prints what each page loads, gzipped, framework included, and fails when a page is over its budget.
import { readFileSync, rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgets = {
  'src/pages/account/SubscriptionPage.tsx': 125,
  'src/pages/billing/PaymentHistoryPage.tsx': 125,
}
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length

/** The chunk and everything it imports. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const imported of manifest[key].imports ?? []) filesOf(imported, seen)
  return seen
}

const kilobytes = (bytes) => bytes / 1000
const entry = filesOf('index.html')
const shell = Object.keys(manifest).find((key) => key.endsWith('/AppShell.tsx'))
let over = false
for (const key of Object.keys(manifest).filter((k) => k.startsWith('src/pages/')).sort()) {
  const keys = new Set([...entry, ...(shell ? filesOf(shell) : []), ...filesOf(key)])
  const js = [...keys].map((k) => manifest[k].file).filter((file) => file.endsWith('.js'))
  const total = kilobytes(js.reduce((sum, file) => sum + sizeOf(file), 0))
  const budget = budgets[key]
  const verdict = budget === undefined ? '' : total <= budget ? `  (budget ${budget} kB)` : `  OVER its budget of ${budget} kB`
  over ||= budget !== undefined && total > budget
  console.log(`${total.toFixed(1).padStart(7)} kB gzip  ${key.slice('src/pages/'.length)}${verdict}`)
}
rmSync(new URL('.vite', dist), { recursive: true })
process.exit(over ? 1 : 0)
