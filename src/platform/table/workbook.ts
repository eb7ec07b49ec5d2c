/**
 * Reads a workbook in a process of its own, because a file made for it can use up any memory: the process has little, is given no secrets, is
 * ended when its time is over, and when it dies that is an answer like any other. A thread would not do: its death has taken the program along.
 */
import { spawn } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectDirectory } from '#platform/config/project.ts'
import type { Sheet } from './cell.ts'
import type { ChildAnswer } from './workbook-child.ts'

export type WorkbookReading =
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  /** `damaged`: no sound workbook · `too_large`: beyond a bound · `died`: reading it took more memory or time than it may. */
  | { readonly kind: 'damaged' | 'too_large' | 'died'; readonly why: string }

export interface WorkbookOptions {
  /** Filled rows read of each sheet. */
  readonly maxRows: number
  readonly signal?: AbortSignal
  readonly limits?: { readonly memoryMb: number; readonly timeMs: number }
}

const LIMITS = { memoryMb: 384, timeMs: 30_000 }
const MAX_ANSWER_BYTES = 200 * 1024 * 1024
const MAX_AT_ONCE = 2

/** What runs the child is made once in a process. From the sources it is made into one file, beside the packages that it asks for. */
let made: string | null = null

const madeOfSources = (): string => {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as { readonly buildSync: (options: object) => unknown }
  const directory = path.join(projectDirectory(), '.cache')
  const part = path.join(directory, `workbook-child-${process.pid}.part`)
  const entryPoints = [fileURLToPath(new URL('workbook-child.ts', import.meta.url))]
  buildSync({ entryPoints, outfile: part, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'warning' })
  const whole = path.join(directory, 'workbook-child.mjs')
  renameSync(part, whole)
  return whole
}

/** The build puts the child beside the program. */
const program = (): string => {
  const built = fileURLToPath(new URL('workbook-child.js', import.meta.url))
  return (made ??= existsSync(built) ? built : madeOfSources())
}

let running = 0
const waiting: (() => void)[] = []

/** A few at a time: each may use its whole memory. */
const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

const answerOf = (pieces: readonly Buffer[]): WorkbookReading | null => {
  try {
    const answer = JSON.parse(Buffer.concat(pieces).toString('utf8')) as ChildAnswer
    if (answer.kind !== 'sheets') return answer
    return {
      kind: 'sheets',
      sheets: answer.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => ({ line: row.line, cells: new Map(row.cells) })) })),
    }
  } catch {
    return null
  }
}

const readOnce = (bytes: Uint8Array, { maxRows, signal, limits = LIMITS }: WorkbookOptions): Promise<WorkbookReading> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${limits.memoryMb}`, program(), String(maxRows)], {
      env: { TMPDIR: tmpdir() },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const pieces: Buffer[] = []
    let received = 0
    let why = ''
    const end = (reason: string) => {
      why = reason
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end('time'), limits.timeMs)
    const onAbort = () => end('aborted')
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted === true) onAbort()
    const finish = (reading: WorkbookReading) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve(reading)
    }
    child.stdout.on('data', (piece: Buffer) => {
      received += piece.length
      if (received > MAX_ANSWER_BYTES) end('answer')
      else pieces.push(piece)
    })
    child.once('error', (error) => finish({ kind: 'died', why: error.message }))
    child.once('close', (code, killedBy) => {
      const answer = code === 0 ? answerOf(pieces) : null
      finish(answer ?? { kind: 'died', why: why === '' ? String(killedBy ?? code) : why })
    })
    // It may be gone before it has read everything; how it ended is told by `close`.
    child.stdin.on('error', () => undefined)
    child.stdin.end(bytes)
  })

/** The visible sheets in their order. Never throws for a file, whatever it holds. */
export const readWorkbook = (bytes: Uint8Array, options: WorkbookOptions): Promise<WorkbookReading> => inTurn(() => readOnce(bytes, options))
