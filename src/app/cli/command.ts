/** What a command of `zhepai` is. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Environment } from '#platform/config/config.ts'
import type { Terminal } from './terminal.ts'

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly says: Bilingual
}

export interface Call {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly environment: Environment
  readonly terminal: Terminal
}

export interface Command {
  readonly name: string
  /** What follows the name, e.g. `FILE`. */
  readonly operands: readonly Bilingual[]
  readonly optionalOperands?: readonly Bilingual[]
  readonly options: Readonly<Record<string, Option>>
  readonly says: Bilingual
  readonly more?: Bilingual
  /** Exit code: 0 done, 1 the answer is no, 2 the call was wrong. */
  readonly run: (call: Call) => Promise<number>
}

export const EXIT = { done: 0, no: 1, usage: 2 } as const
export type Commands = ReadonlyMap<string, Command>
