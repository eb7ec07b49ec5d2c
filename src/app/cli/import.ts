import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SYSTEM } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../core.ts'
import { EXIT, type Command } from './command.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'
import { withMarket } from './with-market.ts'

interface Report {
  readonly read: number
  readonly arrived: number
  readonly present: number
  readonly reported: readonly { readonly line: number; readonly title: string; readonly code: string; readonly text: Bilingual }[]
}
