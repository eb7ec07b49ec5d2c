/** The evidence log: every fact of the market is a leaf of one append-only tree, signed as it grows. */
import { declareModule, type Module } from '#platform/command/module.ts'
import type { Sink } from '#platform/outbox/relay.ts'
import { evidenceContract } from './api.ts'
import { checks } from './checks.ts'
import { evidenceFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { keys } from './migrations/0002_keys.ts'
import { evidenceQueries } from './queries.ts'
import { evidenceRoutes } from './routes.ts'
import { openSink, type LogOptions } from './sink.ts'

export { changeKey, keyState } from './keys.ts'
export { verifyTree, type KnownCheckpoint, type TreeReport } from './verify-tree.ts'

/** The module, and the sink that the relay feeds. */
export const evidenceModule = (options: LogOptions): { readonly module: Module; readonly sink: Sink } => ({
  module: declareModule({
    name: 'evidence',
    contract: evidenceContract,
    queries: evidenceQueries,
    facts: evidenceFacts,
    messages: { zh, en, refusals },
    migrations: [initial, keys],
    checks,
    routes: evidenceRoutes,
  }),
  sink: openSink(options),
})
