/** Whole 万元 with separators: a wall is read from afar. */
const WAN_MINOR = 1_000_000n

export const formatWanNumber = (minor: string): string => String((BigInt(minor) + WAN_MINOR / 2n) / WAN_MINOR).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
