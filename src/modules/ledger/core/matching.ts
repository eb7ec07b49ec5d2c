/** Which payment request or payout does a bank line settle? Exact reference, equal amount, right name; anything else is told, never guessed. */
import type { Currency } from '#kernel/money.ts'
import { referencesIn } from './reference.ts'
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
      readonly amountMinor: bigint
      readonly currency: Currency
    }

export type LineDecision =
  | { readonly state: 'matched'; readonly target: Target }
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
  if (!sameName(target.payerName, line.counterpartyName)) return unmatched('payer_differs', target)
  return { state: 'matched', target }
}

const againstPayout = (line: StatementLine, currency: Currency, target: Target & { kind: 'payout' }): LineDecision => {
  if (line.direction === 'credit') return unmatched('payout_returned', target)
  if (!target.isExported) return unmatched('payout_not_exported', target)
  if (target.currency !== currency) return unmatched('currency_differs', target)
  if (target.amountMinor !== line.amountMinor) return unmatched('amount_differs', target)
  return { state: 'matched', target }
}

const decideLine = (line: StatementLine, currency: Currency, byReference: ReadonlyMap<string, Target>): LineDecision => {
  const found = referencesIn(line.remark)
  if (found.valid.length > 1) return unmatched('several_references')
  const [reference] = found.valid
  if (reference === undefined) return unmatched(found.broken.length > 0 ? 'reference_broken' : 'reference_missing')
  const target = byReference.get(reference)
  if (target === undefined) return unmatched('reference_unknown')
  return target.kind === 'request' ? againstRequest(line, currency, target) : againstPayout(line, currency, target)
}

/** Decides lines in order; a target settled by an earlier line is no longer open for a later one. Invariant: no target twice. */
export const decideLines = (lines: readonly StatementLine[], currency: Currency, byReference: ReadonlyMap<string, Target>): readonly LineDecision[] => {
  const open = new Map(byReference)
  return lines.map((line) => {
    const decision = decideLine(line, currency, open)
    if (decision.state === 'matched') {
      const { target } = decision
      for (const [reference, candidate] of open) {
        if (candidate !== target) continue
        open.set(reference, target.kind === 'request' ? { ...target, isOpen: false } : { ...target, isExported: false })
      }
    }
    return decision
  })
}
