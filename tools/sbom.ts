/** The bill of materials of what runs in production (CycloneDX, from the lock file), as `build/zhepai.cdx.json`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readManifest } from './packages.ts'

/** Run from the registry, pinned, and not installed with the project: only who packs needs it. npm's own `npm sbom` leaves out what development shares. */
const MAKER = '@cyclonedx/cyclonedx-npm@6.0.1'

const root = path.resolve(import.meta.dirname, '..')
const file = path.join(root, 'build/zhepai.cdx.json')

mkdirSync(path.dirname(file), { recursive: true })
execFileSync(
  'npm',
  [
    'exec',
    '--yes',
    `--package=${MAKER}`,
    '--',
    'cyclonedx-npm',
    '--omit=dev',
    '--package-lock-only',
    '--mc-type=application',
    '--output-reproducible',
    `--output-file=${file}`,
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)

interface Part {
  readonly name: string
  readonly group?: string
  readonly version: string
}
const { components } = JSON.parse(readFileSync(file, 'utf8')) as { components: readonly Part[] }
const listed = new Set(components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`))
const missing = Object.entries(readManifest(root).dependencies).filter(([name, version]) => !listed.has(`${name}@${version}`))
if (missing.length > 0) throw new Error(`not in the bill of materials: ${missing.map(([name]) => name).join(', ')}`)
console.info(`build/zhepai.cdx.json: ${components.length} packages`)
