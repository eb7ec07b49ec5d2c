/** One file of the server for production: starts faster and needs no TypeScript tools. Packages stay outside. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..')
const outdir = path.join(root, 'build/server')

rmSync(outdir, { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/app/cli/main.ts' },
  outdir,
  bundle: true,
  // The parts that a command does not need are loaded only when it does.
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
})
const bytes = Object.entries(metafile.outputs).reduce((sum, [file, output]) => (file.endsWith('.js') ? sum + output.bytes : sum), 0)
console.info(`build/server: ${Math.round(bytes / 1024)} kB`)
