/**
 * The server in few files: starts faster and needs no TypeScript tools; the verifier beside it needs nothing at all. Packages stay outside,
 * except those that our `overrides` hold together: overrides count only in our own project, so whoever installs the package would get other versions.
 * With a directory named only the server is made, there: so does the command line where the sources are newer than the build.
 */
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { outsidePackages } from './packages.ts'
import { makeVerifier, VERIFIER } from './verifier.ts'

const root = path.resolve(import.meta.dirname, '..')
const named = process.argv[2]
const outdir = named ?? path.join(root, 'build/server')

rmSync(outdir, { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: root,
  // The reader of workbooks is a program of its own: it may die. A thread that draws pages begins with a file of its own.
  entryPoints: { cli: 'src/app/cli/main.ts', 'workbook-child': 'src/platform/table/workbook-child.ts', hand: 'src/app/drawing/hand.ts' },
  outdir,
  bundle: true,
  // The parts that a command does not need are loaded only when it does.
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: outsidePackages(root).flatMap((name) => [name, `${name}/*`]),
  // What is taken in from CommonJS packages asks for Node's own modules by require.
  banner: { js: `import { createRequire as makeRequire } from 'node:module'\nconst require = makeRequire(import.meta.url)` },
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
})
if (named === undefined) {
  const bytes = Object.entries(metafile.outputs).reduce((sum, [file, output]) => (file.endsWith('.js') ? sum + output.bytes : sum), 0)
  console.info(`build/server: ${Math.round(bytes / 1024)} kB`)

  const verifier = await makeVerifier(root)
  writeFileSync(path.join(root, 'build', VERIFIER), verifier)
  console.info(`build/${VERIFIER}: sha256 ${createHash('sha256').update(verifier).digest('hex')}`)
}
