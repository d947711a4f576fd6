import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

/** While developing, Vite puts a script into the page, which the policy of the built one forbids. */
const withoutPolicy: Plugin = {
  name: 'without-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
}

// The packages of the workspace come from their dist folders, as an installed user gets them: there gpu.js is a module of
// its own, loaded when a WebGL device is opened, and nothing has to be bundled beforehand.
const config: UserConfig = defineConfig({
  base: './',
  plugins: [react(), withoutPolicy],
  worker: { format: 'es' },
  build: {
    outDir: 'dist/page',
    target: 'es2022',
    // gpu.js is larger, and loaded only when a WebGL device is opened.
    chunkSizeWarningLimit: 700,
  },
  optimizeDeps: {
    exclude: [
      '@evenkeel/core',
      '@evenkeel/backend-cpu',
      '@evenkeel/backend-webgl',
      '@evenkeel/conformance',
      '@evenkeel/datasets',
    ],
  },
})

export default config
