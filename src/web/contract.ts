/** The operations pages may call, by module. Types only: no contract code reaches the browser. */
import type { ContractRouterClient } from '@orpc/contract'
import type { MarketContract } from '#modules/contracts.ts'

/** Goes with one call as `{ context: { idempotencyKey } }`. */
export interface ClientCall {
  readonly idempotencyKey?: string
  readonly dryRun?: boolean
}

export type Api = { readonly [Name in keyof MarketContract]: ContractRouterClient<MarketContract[Name], ClientCall> }
