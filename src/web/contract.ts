/** The operations pages may call, by module. Types only: no contract code reaches the browser. */
import type { ContractRouterClient } from '@orpc/contract'
import type { accountContract } from '#modules/account/api.ts'
import type { achievementContract } from '#modules/achievement/api.ts'
import type { auctionContract } from '#modules/auction/api.ts'
import type { contractContract } from '#modules/contract/api.ts'
import type { demandContract } from '#modules/demand/api.ts'
import type { documentContract } from '#modules/document/api.ts'
import type { evidenceContract } from '#modules/evidence/api.ts'
import type { incomeContract } from '#modules/income/api.ts'
import type { indicatorContract } from '#modules/indicator/api.ts'
import type { ledgerContract } from '#modules/ledger/api.ts'
import type { listingContract } from '#modules/listing/api.ts'
import type { noticeContract } from '#modules/notice/api.ts'
import type { partyContract } from '#modules/party/api.ts'
import type { rulebookContract } from '#modules/rulebook/api.ts'
import type { titleContract } from '#modules/title/api.ts'

/** One line per module that has an api.ts. */
export interface Contracts {
  readonly account: typeof accountContract
  readonly achievement: typeof achievementContract
  readonly auction: typeof auctionContract
  readonly contract: typeof contractContract
  readonly demand: typeof demandContract
  readonly document: typeof documentContract
  readonly evidence: typeof evidenceContract
  readonly income: typeof incomeContract
  readonly indicator: typeof indicatorContract
  readonly ledger: typeof ledgerContract
  readonly listing: typeof listingContract
  readonly notice: typeof noticeContract
  readonly party: typeof partyContract
  readonly rulebook: typeof rulebookContract
  readonly title: typeof titleContract
}

/** Goes with one call as `{ context: { idempotencyKey } }`. */
export interface ClientCall {
  readonly idempotencyKey?: string
  readonly dryRun?: boolean
}

export type Api = { readonly [Name in keyof Contracts]: ContractRouterClient<Contracts[Name], ClientCall> }
