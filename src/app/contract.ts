/** The whole market's contract, by module. */
import type { ContractTree } from '#platform/http/gateway.ts'

export type MarketContract = ContractTree
