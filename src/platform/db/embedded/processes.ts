/** What can be known about processes that are not our children. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const onLinux = process.platform === 'linux'

const answersSignal = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const readOrNull = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

const ps = (pid: number, column: string): string => spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''

/** When the process started, as the kernel counts it: a pid that was given to another process has another birth. */
const birthOf = (pid: number): string => {
  if (!onLinux) return ps(pid, 'lstart')
  const afterName = readOrNull(`/proc/${pid}/stat`)?.split(') ').at(-1)
  return afterName?.split(' ')[19] ?? ''
}

const bootId = (): string => (onLinux ? (readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? '') : '')

/** Names one process for ever: pid, birth, boot of the machine. */
export const identityOf = (pid: number): string => `${pid} ${birthOf(pid)} ${bootId()}`

export const isSameProcess = (pid: number, identity: string): boolean => answersSignal(pid) && identityOf(pid) === identity

const commandLineOf = (pid: number): string => (onLinux ? (readOrNull(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '') : ps(pid, 'command'))

/**
 * Is `pid` the postmaster of this data directory? A zombie (nobody reaped it: node as PID 1, for one) answers signal 0
 * but has an empty command line; a pid that was given to another program has another one.
 */
export const isPostmaster = (pid: number, dataDirectory: string): boolean => {
  if (!answersSignal(pid)) return false
  const line = commandLineOf(pid)
  return line.includes('postgres') && line.includes(dataDirectory)
}

/** Was the postmaster started from these binaries? After an upgrade the old one must not be adopted. */
export const runsProgram = (pid: number, program: string): boolean => commandLineOf(pid).startsWith(program)

/** Backends of a killed postmaster end by themselves within moments; the data directory must not be opened before. */
export const hasStrayBackends = (dataDirectory: string): boolean => {
  if (!onLinux) return false
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === dataDirectory
    } catch {
      return false
    }
  })
}

/** Looks every 15 ms; true when it came to pass, false when the time is over. */
export const cameToPass = async (condition: () => boolean, withinMs: number): Promise<boolean> => {
  const end = performance.now() + withinMs
  while (!condition()) {
    if (performance.now() > end) return false
    await sleep(15)
  }
  return true
}

/** Sends the signal; a process that is gone already is no fault. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
