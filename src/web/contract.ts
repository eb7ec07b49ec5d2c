/** The operations pages may call, by module. Types only: no contract code reaches the browser. */
import type { ContractRouterClient } from '@orpc/contract'
import type { auctionContract } from '#modules/auction/api.ts'
import type { listingContract } from '#modules/listing/api.ts'

/** One line per module that has an api.ts. */
export interface Contracts {
  readonly auction: typeof auctionContract
  readonly listing: typeof listingContract
}

/** Goes with one call as `{ context: { idempotencyKey } }`. */
export interface ClientCall {
  readonly idempotencyKey?: string
  readonly dryRun?: boolean
}

export type Api = { readonly [Name in keyof Contracts]: ContractRouterClient<Contracts[Name], ClientCall> }
