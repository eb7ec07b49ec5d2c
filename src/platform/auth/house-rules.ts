/** House rules for accounts: how long, how often, how many. Numbers of the market's own, by the machine's clock; none has a legal source unless it says so. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A session that is not used ends after this, in seconds. */
export const IDLE_SECONDS = 12 * 3_600
/** No session lives longer, however busy it is. */
export const SESSION_LIFE_MS = 7 * DAY
export const VERIFY_LINK_SECONDS = 24 * 3_600
export const RECOVERY_LINK_SECONDS = 30 * 60
export const KEY_LIFE_DAYS = { least: 1, usual: 90, most: 365 } as const
/** An address from which an account has not logged in for so long is a stranger's again. */
export const FAMILIAR_MS = 90 * DAY
export const DEVICE_SECONDS = 180 * 24 * 3_600
/** A code of an app is valid in its half minute and in the one before and after. */
export const CODE_LIFE_MS = 2 * MINUTE

/** `free` tries, then a wait that doubles from `firstMs` to `mostMs`; forgotten after `windowMs` without a try. */
export interface Pace {
  readonly free: number
  readonly firstMs: number
  readonly mostMs: number
  readonly windowMs: number
}

export const PACES = {
  /** One account from one place: an owner who mistypes. */
  place: { free: 5, firstMs: 30_000, mostMs: 15 * MINUTE, windowMs: DAY },
  /** One account from all places where it never logged in: guessing from many addresses. */
  account: { free: 30, firstMs: MINUTE, mostMs: HOUR, windowMs: DAY },
  /** Any accounts from one address that is a stranger to them: trying stolen lists. A university behind one address goes on, a little slower. */
  address: { free: 100, firstMs: 2_000, mostMs: MINUTE, windowMs: HOUR },
  /** Proofs of the second factor in an open session. */
  proof: { free: 6, firstMs: 30_000, mostMs: 15 * MINUTE, windowMs: HOUR },
  /** Letters to one mailbox that anybody can ask for. */
  letters: { free: 3, firstMs: 10 * MINUTE, mostMs: 6 * HOUR, windowMs: DAY },
  /** Such letters, and new accounts, asked for from one address. */
  asking: { free: 60, firstMs: 10_000, mostMs: 2 * MINUTE, windowMs: HOUR },
  /** The owner hears of failed log-ins once a day. */
  warning: { free: 1, firstMs: DAY, mostMs: DAY, windowMs: DAY },
} as const satisfies Readonly<Record<string, Pace>>
