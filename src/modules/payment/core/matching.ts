/** Which payment request or payouts does a bank line settle? Exact reference, equal amount, right name; anything else is told, never guessed. */
import type { Currency } from '#kernel/money.ts'
import { batchIdsIn, referencesIn } from './reference.ts'
import type { StatementLine } from './statement.ts'

export const UNMATCHED_REASONS = [
  'reference_missing',
  'reference_broken',
  'reference_unknown',
  'several_references',
  'amount_differs',
  'currency_differs',
  'payer_differs',
  'request_not_open',
  'payout_not_exported',
  'payout_returned',
  'wrong_direction',
  'reversal',
  'bank_charge',
  'bank_interest',
  'unreadable',
] as const
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number]

/** What a reference names: money to come in, or money ordered out. */
export type Target =
  | {
      readonly kind: 'request'
      readonly id: string
      readonly isOpen: boolean
      readonly amountMinor: bigint
      readonly currency: Currency
      /** The payer's registered Chinese name; the bank account must bear the same. */
      readonly payerName: string
    }
  | {
      readonly kind: 'payout'
      readonly id: string
      readonly isExported: boolean
      /** The batch in which it went to the bank. */
      readonly batchId: string | null
      readonly amountMinor: bigint
      readonly currency: Currency
    }

export type LineDecision =
  | { readonly state: 'matched'; readonly targets: readonly Target[] }
  | { readonly state: 'unmatched'; readonly reason: UnmatchedReason; readonly near: Target | null }

/** Names differ between banks in width of characters, brackets and blanks only; that much is the same name. */
export const sameName = (a: string, b: string): boolean => {
  const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  return plain(a) !== '' && plain(a) === plain(b)
}

const unmatched = (reason: UnmatchedReason, near: Target | null = null): LineDecision => ({ state: 'unmatched', reason, near })

const againstRequest = (line: StatementLine, currency: Currency, target: Target & { kind: 'request' }): LineDecision => {
  if (line.direction !== 'credit') return unmatched('wrong_direction', target)
  if (!target.isOpen) return unmatched('request_not_open', target)
  if (target.currency !== currency) return unmatched('currency_differs', target)
  if (target.amountMinor !== line.amountMinor) return unmatched('amount_differs', target)
  // One booking may collect payments of several payers: all of them must bear the name.
  if (!(line.parties ?? [line.counterpartyName]).every((name) => sameName(target.payerName, name))) return unmatched('payer_differs', target)
  return { state: 'matched', targets: [target] }
}

const againstPayout = (line: StatementLine, currency: Currency, target: Target & { kind: 'payout' }): LineDecision => {
  if (line.direction === 'credit') return unmatched('payout_returned', target)
  if (!target.isExported) return unmatched('payout_not_exported', target)
  if (target.currency !== currency) return unmatched('currency_differs', target)
  if (target.amountMinor !== line.amountMinor) return unmatched('amount_differs', target)
  return { state: 'matched', targets: [target] }
}

type PayoutTarget = Target & { readonly kind: 'payout' }

const totalOf = (payouts: readonly PayoutTarget[]): bigint => payouts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)

/** The one payout that a detail of a collective booking pays; null where it names none, several, or another amount. */
const payoutOfDetail = (text: string, amountMinor: bigint | null, byReference: ReadonlyMap<string, Target>): PayoutTarget | null => {
  const [reference, ...others] = referencesIn(text).valid
  const target = others.length > 0 ? undefined : byReference.get(reference ?? '')
  if (target?.kind !== 'payout' || !target.isExported) return null
  return amountMinor === null || amountMinor === target.amountMinor ? target : null
}

/** The payouts that one debit settles, by its details or by the number of the batch; they must add up to it exactly. Null: it is no such booking. */
const payoutsOf = (line: StatementLine, currency: Currency, byReference: ReadonlyMap<string, Target>): readonly PayoutTarget[] | null => {
  const isWhole = (payouts: readonly PayoutTarget[]): boolean =>
    payouts.length > 0 && payouts.every((payout) => payout.currency === currency) && totalOf(payouts) === line.amountMinor
  const named = (line.details ?? []).map(({ text, amountMinor }) => payoutOfDetail(text, amountMinor, byReference))
  const distinct = [...new Set(named)].filter((payout) => payout !== null)
  if (distinct.length === named.length && isWhole(distinct)) return distinct
  const [batchId, ...others] = batchIdsIn(line.remark)
  if (batchId === undefined || others.length > 0) return null
  const batch = [...byReference.values()].filter(
    (target): target is PayoutTarget => target.kind === 'payout' && target.batchId === batchId && target.isExported,
  )
  return isWhole(batch) ? batch : null
}

const INTEREST = /结息|利息|interest/i
const CHARGE = /手续费|工本费|服务费|管理费|电汇费|账户费|charge|fee/i

/** A line without a payment number: what it says about itself is a hint for the person who looks into it. */
const withoutReference = (line: StatementLine): UnmatchedReason => {
  if (line.counterpartyAccount !== '') return 'reference_missing'
  if (line.direction === 'credit' && INTEREST.test(line.remark)) return 'bank_interest'
  return CHARGE.test(line.remark) ? 'bank_charge' : 'reference_missing'
}

const decideLine = (line: StatementLine, currency: Currency, byReference: ReadonlyMap<string, Target>): LineDecision => {
  const found = referencesIn(line.remark)
  const [reference, ...others] = found.valid
  const target = byReference.get(reference ?? '')
  // A payout that comes back is no reversal of a receipt, whatever the bank calls it.
  if (line.isReversal === true && !(line.direction === 'credit' && target?.kind === 'payout')) return unmatched('reversal', target ?? null)
  if (line.direction === 'debit') {
    const payouts = payoutsOf(line, currency, byReference)
    if (payouts !== null) return { state: 'matched', targets: payouts }
  }
  if (others.length > 0) return unmatched('several_references')
  if (reference === undefined) return unmatched(found.broken.length > 0 ? 'reference_broken' : withoutReference(line))
  if (target === undefined) return unmatched('reference_unknown')
  return target.kind === 'request' ? againstRequest(line, currency, target) : againstPayout(line, currency, target)
}

const closed = (target: Target): Target => (target.kind === 'request' ? { ...target, isOpen: false } : { ...target, isExported: false })

/** Decides lines in order; a target settled by an earlier line is no longer open for a later one. Invariant: no target twice. */
export const decideLines = (lines: readonly StatementLine[], currency: Currency, byReference: ReadonlyMap<string, Target>): readonly LineDecision[] => {
  const open = new Map(byReference)
  return lines.map((line) => {
    const decision = decideLine(line, currency, open)
    if (decision.state === 'matched') {
      for (const [reference, candidate] of open) if (decision.targets.includes(candidate)) open.set(reference, closed(candidate))
    }
    return decision
  })
}

/** All payment numbers and batch numbers that lines name. */
export const namedIn = (lines: readonly StatementLine[]): { readonly references: readonly string[]; readonly batchIds: readonly string[] } => ({
  references: [
    ...new Set(lines.flatMap(({ remark, details = [] }) => [remark, ...details.map(({ text }) => text)].flatMap((text) => referencesIn(text).valid))),
  ],
  batchIds: [...new Set(lines.flatMap(({ remark }) => batchIdsIn(remark)))],
})
