import { chmodSync, existsSync, mkdirSync } from 'node:fs'
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

/** Root: outside every home, because the database runs under another account. Others: beside the program. */
export const defaultDataDirectory = (appName: string): string =>
  process.getuid?.() === 0 ? path.join('/var/lib', appName) : path.join(projectDirectory(), '.data')

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
