/** The demo's data and accounts, as the start shows them. */
import type { Lang } from '#kernel/bilingual.ts'
import type { Config } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { say } from './language.ts'
import { table, type Terminal } from './terminal.ts'

interface SeedCall {
  readonly market: Market
  readonly config: Config
  readonly terminal: Terminal
}
