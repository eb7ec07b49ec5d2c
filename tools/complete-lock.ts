/**
 * Puts the builds for other platforms into package-lock.json that `npm install` leaves out when the registry in use does not carry
 * them: `npm ci` refuses a lock without them. npm fetches only the build that fits the machine. Run it after every `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

interface LockEntry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const file = path.resolve(import.meta.dirname, '../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockEntry> }

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'win32', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix']
const PROCESSORS = ['arm64', 'x64', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'wasm32', 'mips64el', 'arm']
const EXACT = /^\d+\.\d+\.\d+[\w.+-]*$/

/** `…-linux-x64-musl` says where a build runs. */
const platformOf = (name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> => {
  const parts = (name.split('/').at(-1) ?? '').replace('windows', 'win32').split('-')
  const system = SYSTEMS.find((candidate) => parts.includes(candidate))
  const processor = PROCESSORS.find((candidate) => parts.includes(candidate))
  const libc = parts.some((part) => part.startsWith('musl')) ? 'musl' : system === 'linux' && parts.some((part) => part.startsWith('gnu')) ? 'glibc' : undefined
  return { ...(system ? { os: [system] } : {}), ...(processor ? { cpu: [processor] } : {}), ...(libc ? { libc: [libc] } : {}) }
}

const known = new Set(Object.keys(lock.packages).map((place) => place.split('node_modules/').at(-1)))
let added = 0
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name)
    if (known.has(name) || !EXACT.test(version) || (!platform.os && !platform.cpu)) continue
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...(entry.dev ? { dev: true } : {}), ...platform }
    known.add(name)
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.info(`package-lock.json: ${added} builds for other platforms added`)
