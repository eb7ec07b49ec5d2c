/**
 * What is promised instead of paid: the sum of a guarantee, a policy or a frozen account, kept off balance in an account of its own. Each lot that it serves
 * has a hold on it, so what is bound never exceeds what is promised, however many ask at once.
 */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { coverAccount, promisesAccount } from './core/accounts.ts'
import { endHold, placeHold } from './core/hold.ts'
import { move, postedMinor } from './core/posting.ts'
import { MARKET_CURRENCY } from './doors.ts'
import { ledgerFacts } from './facts.ts'
import { closeHold, heldOn, insertHold, lockAccounts, lowerHeld, post, type HoldRow } from './store-books.ts'
import { tellHold } from './telling.ts'

const PURPOSE = 'cover' as const

const locked = async (act: Act, instrumentId: string) => {
  const [account] = await lockAccounts(act.tx, [coverAccount(instrumentId, MARKET_CURRENCY)], act.now)
  if (account === undefined) throw new Error('the cover was just opened')
  return account
}

/** Two officers have seen the promise: from here on its sum can be bound. */
export const openCover = (act: Act, instrumentId: string, amountMinor: bigint) =>
  post(act, {
    purpose: 'cover_opened',
    subject: instrumentId,
    key: 'opened',
    legs: move({ debit: promisesAccount(MARKET_CURRENCY), credit: coverAccount(instrumentId, MARKET_CURRENCY) }, amountMinor),
  })

/** Takes the promise off, or the part that was paid or called in vain. Refused while more than the rest is bound. */
export const closeCover = async (act: Act, instrumentId: string, part?: { readonly amountMinor: bigint; readonly key: string }): Promise<Result<unknown>> => {
  const amountMinor = part?.amountMinor ?? postedMinor(await locked(act, instrumentId))
  if (amountMinor === 0n) return ok(null)
  const legs = move({ debit: coverAccount(instrumentId, MARKET_CURRENCY), credit: promisesAccount(MARKET_CURRENCY) }, amountMinor)
  return post(act, { purpose: 'cover_closed', subject: instrumentId, key: part?.key ?? 'closed', legs })
}

interface Bound {
  readonly instrumentId: string
  readonly organisationId: string
  readonly subject: string
}

/** Binds a part of the promise to a lot. Asked for again, the same hold answers. */
export const bindCover = async (
  act: Act,
  { instrumentId, organisationId, subject }: Bound,
  amountMinor: bigint,
): Promise<Result<{ readonly holdId: string }>> => {
  const account = await locked(act, instrumentId)
  const [bound] = await heldOn(act.tx, account.id, subject)
  if (bound !== undefined)
    return bound.amountMinor === amountMinor
      ? ok({ holdId: bound.id })
      : refuse('ledger.hold.conflict', { holdId: bound.id, amount: String(bound.amountMinor) })
  const placed = placeHold(account, amountMinor)
  if (!placed.ok) return placed
  const hold = { id: act.newId('hld'), account, currency: MARKET_CURRENCY, organisationId, purpose: PURPOSE, subject, amountMinor }
  await insertHold(act.tx, hold, act.now)
  tellHold(act, hold, ledgerFacts.hold_placed, {})
  return ok({ holdId: hold.id })
}

const end = async (act: Act, holds: readonly HoldRow[], event: 'release' | 'void', instrumentId: string): Promise<void> => {
  for (const hold of holds) {
    const ended = endHold(await locked(act, instrumentId), hold, event)
    if (!ended.ok) throw new Error(`hold ${hold.id} of a cover was not held`)
    await lowerHeld(act.tx, hold.accountId, hold.amountMinor)
    const state = event === 'release' ? 'released' : 'voided'
    await closeHold(act.tx, hold.id, { state, at: act.now, transactionId: null })
    tellHold(act, hold, event === 'release' ? ledgerFacts.cover_released : ledgerFacts.hold_voided, {})
  }
}

/** The lot needs it no longer. Nothing where it was freed before. */
export const freeCover = async (act: Act, instrumentId: string, subject: string): Promise<void> =>
  end(act, await heldOn(act.tx, (await locked(act, instrumentId)).id, subject), 'release', instrumentId)

/** The promise has run out: it stands for nothing any more. Answers the lots that had relied on it. */
export const voidCover = async (act: Act, instrumentId: string): Promise<readonly string[]> => {
  const holds = await heldOn(act.tx, (await locked(act, instrumentId)).id)
  await end(act, holds, 'void', instrumentId)
  return holds.map(({ subject }) => subject)
}
