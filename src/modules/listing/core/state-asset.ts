/**
 * Assets of state enterprises: longer notice by value, a floor at the filed valuation, and no shortened notice after a change. These rules bind state enterprises by
 * the orders of their regulator, whose new operating rules of 2025 were not read; here they are practice.
 */
import type { RuleCitation } from '#kernel/result.ts'

export interface StateAsset {
  /** By which the owner's side approved a floor below the rule's share of the valuation; null: none is filed. */
  readonly approvalDocumentId: string | null
}

/** RMB 1 million and 10 million, in fen. */
export const STATE_ASSET_FROM_MINOR = 100_000_000n
export const STATE_ASSET_LARGE_MINOR = 1_000_000_000n

export const STATE_NOTICE_RULE = 'bidding.notice.days.soeAsset.1to10m'
export const STATE_LARGE_NOTICE_RULE = 'bidding.notice.days.soeAsset.over10m'

/** Which rule the notice runs by, by the floor; null below the first amount: as for every lot. */
export const stateNoticeRule = (floorMinor: bigint): string | null => {
  if (floorMinor > STATE_ASSET_LARGE_MINOR) return STATE_LARGE_NOTICE_RULE
  return floorMinor >= STATE_ASSET_FROM_MINOR ? STATE_NOTICE_RULE : null
}

export interface StateFloor {
  /** At the first offer. */
  readonly firstBasisPoints: number
  /** When it is offered again; lower only with a fresh approval. */
  readonly againBasisPoints: number
  readonly rule: RuleCitation
}

/** In basis points of the valuation, the least at which it may be offered; null: a fresh approval is filed, and the bound of every lot is left. */
export const stateFloorOf = (asset: StateAsset, floor: StateFloor, isReoffer: boolean): number | null => {
  if (!isReoffer) return floor.firstBasisPoints
  return asset.approvalDocumentId === null ? floor.againBasisPoints : null
}
