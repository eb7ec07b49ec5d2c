import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The directory of package.json, found upward from here: the same from the sources and from the bundle. */
export const projectDirectory = (): string => {
  let directory = import.meta.dirname
  while (!existsSync(path.join(directory, 'package.json'))) {
    const parent = path.dirname(directory)
    if (parent === directory) return process.cwd()
    directory = parent
  }
  return directory
}

/** Installed as a package the program lies where npm may sweep; a checkout is a place of its own. */
const isInstalled = (project: string): boolean => project.split(path.sep).includes('node_modules')

const ANYONE_MAY_PASS = 0o001

const isOpenToOthers = (directory: string): boolean => {
  for (let at = directory; ; at = path.dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false })
    if (stat && (stat.mode & ANYONE_MAY_PASS) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

interface Place {
  readonly project: string
  /** Where the command was given. */
  readonly workingDirectory: string
  readonly isRoot: boolean
}

/**
 * Beside the program: `.data` in a checkout, `zhepai-data` where an installed one was started. Under root the database runs as another account:
 * where that one cannot pass, the directory lies in `/var/lib/zhepai` under a name of its own, so that two checkouts never share one.
 */
export const defaultDataDirectory = ({ project, workingDirectory, isRoot }: Place = thisPlace()): string => {
  const beside = isInstalled(project) ? path.join(workingDirectory, 'zhepai-data') : path.join(project, '.data')
  if (!isRoot || isOpenToOthers(beside)) return beside
  const mark = createHash('sha256').update(beside).digest('hex').slice(0, 8)
  return path.join(SHARED_DATA, `${path.basename(path.dirname(beside))}-${mark}`)
}

const thisPlace = (): Place => ({ project: projectDirectory(), workingDirectory: process.cwd(), isRoot: process.getuid?.() === 0 })

/** Under root all checkouts once kept their data here. */
const SHARED_DATA = '/var/lib/zhepai'

/** Data of a former version that the present choice passes by, or null. */
export const formerDataDirectory = (chosen: string): string | null =>
  process.getuid?.() === 0 && chosen !== SHARED_DATA && existsSync(path.join(SHARED_DATA, 'pg')) && !existsSync(path.join(chosen, 'pg')) ? SHARED_DATA : null

/**
 * Makes the directory and what is missing above it. What root makes is opened for passing (0755): the database runs
 * under another account, and a strict umask would lock it out. Secrets in it carry their own mode.
 */
export const makeDataDirectory = (directory: string): void => {
  const first = mkdirSync(directory, { recursive: true, mode: 0o755 })
  if (first === undefined || process.getuid?.() !== 0) return
  for (let made = directory; ; made = path.dirname(made)) {
    chmodSync(made, 0o755)
    if (made === first || made === path.dirname(made)) return
  }
}
