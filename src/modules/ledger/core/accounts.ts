/** The market's chart of accounts. Everything the bank holds for others is a liability here: the ledger mirrors the supervised account. */
import type { Currency } from '#kernel/money.ts'

export type AccountKind = 'asset' | 'liability' | 'income' | 'expense' | 'equity'
export type OwnerKind = 'organisation' | 'person' | 'market' | 'subject'
export type Side = 'D' | 'C'

interface ClassRule {
  readonly kind: AccountKind
  readonly owner: OwnerKind
  /** Least available balance; null where the account may go either way. */
  readonly floorMinor: bigint | null
}

export const ACCOUNT_CLASSES = {
  /** 监管账户: the supervised bank account. */
  bank: { kind: 'asset', owner: 'market', floorMinor: 0n },
  /** 待查支出: money the bank paid out that no payout order explains yet. */
  claims: { kind: 'asset', owner: 'market', floorMinor: 0n },
  /** 客户资金: money of one organisation. */
  client: { kind: 'liability', owner: 'organisation', floorMinor: 0n },
  /** 托管资金: the price of one contract until handover. */
  escrow: { kind: 'liability', owner: 'subject', floorMinor: 0n },
  /** 在途付款: ordered, not yet confirmed by the bank. */
  payouts: { kind: 'liability', owner: 'market', floorMinor: 0n },
  /** 待匹配款项: received, owner not known. */
  suspense: { kind: 'liability', owner: 'market', floorMinor: 0n },
  /** 服务费收入: fees of the market. */
  fees: { kind: 'income', owner: 'market', floorMinor: null },
  /** 银行费用: what the bank took for itself; the market bears it, never a customer. */
  charges: { kind: 'expense', owner: 'market', floorMinor: null },
  /** 存款利息: what the bank paid on the supervised account, not shared out yet. */
  interest: { kind: 'liability', owner: 'market', floorMinor: 0n },
  /** 表外·担保凭证: what banks, insurers and frozen accounts promise. Never money, and never counted as such. */
  promises: { kind: 'asset', owner: 'market', floorMinor: 0n },
  /** 表外·担保额度: the sum of one guarantee, policy or freeze; what is bound to lots is on hold here. */
  cover: { kind: 'liability', owner: 'subject', floorMinor: 0n },
} as const satisfies Record<string, ClassRule>

export type AccountClass = keyof typeof ACCOUNT_CLASSES

/** Names an account; it is opened on its first posting. */
export interface AccountRef {
  readonly class: AccountClass
  /** Organisation or contract; null for the market's own accounts. */
  readonly ownerId: string | null
  readonly currency: Currency
}

export const bankAccount = (currency: Currency): AccountRef => ({ class: 'bank', ownerId: null, currency })
export const claimsAccount = (currency: Currency): AccountRef => ({ class: 'claims', ownerId: null, currency })
export const payoutsAccount = (currency: Currency): AccountRef => ({ class: 'payouts', ownerId: null, currency })
export const suspenseAccount = (currency: Currency): AccountRef => ({ class: 'suspense', ownerId: null, currency })
export const chargesAccount = (currency: Currency): AccountRef => ({ class: 'charges', ownerId: null, currency })
export const interestAccount = (currency: Currency): AccountRef => ({ class: 'interest', ownerId: null, currency })
export const feesAccount = (currency: Currency): AccountRef => ({ class: 'fees', ownerId: null, currency })
export const clientAccount = (organisationId: string, currency: Currency): AccountRef => ({
  class: 'client',
  ownerId: organisationId,
  currency,
})
export const escrowAccount = (contractId: string, currency: Currency): AccountRef => ({
  class: 'escrow',
  ownerId: contractId,
  currency,
})

export const promisesAccount = (currency: Currency): AccountRef => ({ class: 'promises', ownerId: null, currency })
export const coverAccount = (instrumentId: string, currency: Currency): AccountRef => ({ class: 'cover', ownerId: instrumentId, currency })

/** The unique code of an account, e.g. `client:org_…:CNY`. */
export const accountCode = (account: AccountRef): string =>
  account.ownerId === null ? `${account.class}:${account.currency}` : `${account.class}:${account.ownerId}:${account.currency}`

/** Asset and expense accounts grow on the debit side, all others on the credit side. */
export const isDebitNormal = (kind: AccountKind): boolean => kind === 'asset' || kind === 'expense'

export const postedOf = (kind: AccountKind, debitsMinor: bigint, creditsMinor: bigint): bigint =>
  isDebitNormal(kind) ? debitsMinor - creditsMinor : creditsMinor - debitsMinor
