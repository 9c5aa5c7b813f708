import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Where `npm run dev` finds the API: the sandbox, unless told otherwise. */
const api = process.env.BILLING_API ?? 'http://127.0.0.1:5080'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  // The page's security policy takes scripts, styles and fonts as files only.
  build: { manifest: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '/v1': api, '/swagger': api, '/_sandbox': api } },
  test: { environment: 'jsdom', setupFiles: ['src/test/setup.ts'], restoreMocks: true, unstubGlobals: true },
})
