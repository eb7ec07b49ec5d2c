/** Addresses of the static resources of a tiled log (c2sp.org/tlog-tiles). */

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256
/** Levels of the tree between a tile level and the next. */
export const TILE_HEIGHT = 8
/** Tiles above this would need more than 2^62 leaves. */
const MAX_TILE_LEVEL = 7
/** So that the first leaf of a tile fits a bigint column at every level. */
const MAX_TILE_NUMBER = 10n ** 12n

export interface TileAddress {
  /** `entries`: the leaves themselves; a number: hashes of that tile level. */
  readonly level: number | 'entries'
  readonly number: bigint
  /** 256 for a full tile. */
  readonly width: number
}

const PATH = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Reads `0/x001/x234/067.p/12`; null for anything that is not the one right spelling of an address. */
export const parseTilePath = (path: string): TileAddress | null => {
  const match = PATH.exec(path)
  const [, level = '', number = '', partial] = match ?? []
  if (!match || number.startsWith('x000')) return null
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  const address: TileAddress = { level: level === 'entries' ? level : Number(level), number: BigInt(number.replace(/[x/]/g, '')), width }
  const isInRange = address.number < MAX_TILE_NUMBER && (partial === undefined || width < TILE_WIDTH)
  return isInRange && (address.level === 'entries' || address.level <= MAX_TILE_LEVEL) ? address : null
}

/** Leaves that must be in the tree for the tile to be complete in its width. */
export const leavesNeeded = ({ level, number, width }: TileAddress): bigint =>
  (number * BigInt(TILE_WIDTH) + BigInt(width)) << BigInt(level === 'entries' ? 0 : level * TILE_HEIGHT)
