/** `npm run pack`: the tarball that others install, `build/zhepai-VERSION.tgz`: the built server and pages, without sources and build tools. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { outsidePackages, readManifest } from './packages.ts'

const root = path.resolve(import.meta.dirname, '..')
const stage = path.join(root, 'build/package')
const CONTENT = [
  'bin',
  'build/server',
  'build/web',
  'build/zhepai-verify.mjs',
  'build/zhepai.cdx.json',
  'deploy',
  'docs',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
]
/** What a package says of itself; scripts and development are of the sources. */
const SAID = ['name', 'version', 'description', 'license', 'type', 'engines', 'bin'] as const

const npm = (directory: string, ...args: readonly string[]) => execFileSync('npm', args, { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'] })

npm(root, 'run', 'build')
npm(root, 'run', 'sbom')
rmSync(stage, { recursive: true, force: true })
mkdirSync(stage, { recursive: true })
for (const name of CONTENT) cpSync(path.join(root, name), path.join(stage, name), { recursive: true })
const manifest = readManifest(root)
const dependencies = Object.fromEntries(outsidePackages(root).map((name) => [name, manifest.dependencies[name]]))
writeFileSync(
  path.join(stage, 'package.json'),
  `${JSON.stringify({ ...Object.fromEntries(SAID.map((field) => [field, manifest[field]])), files: [...CONTENT, '!**/*.map'], dependencies }, null, 2)}\n`,
)
npm(stage, 'pack', '--ignore-scripts', '--pack-destination', path.join(root, 'build'))
