/** The evidence log: every fact of the market is a leaf of one append-only tree, signed as it grows. */
import type { Module } from '#platform/command/module.ts'
import type { Sink } from '#platform/outbox/relay.ts'
import { evidenceContract } from './api.ts'
import { checks } from './checks.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { evidenceQueries } from './queries.ts'
import { evidenceRoutes } from './routes.ts'
import { openSink, type LogOptions } from './sink.ts'

export { verifyTree } from './checks.ts'

/** The module, and the sink that the relay feeds. */
export const evidenceModule = (options: LogOptions): { readonly module: Module; readonly sink: Sink } => ({
  module: {
    name: 'evidence',
    contract: evidenceContract,
    queries: evidenceQueries,
    messages: { zh, en },
    migrations: [initial],
    checks,
    routes: evidenceRoutes,
  },
  sink: openSink(options),
})
