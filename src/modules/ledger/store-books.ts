/** Writes the books: one statement per table for any number of postings, accounts locked in the order of their ids. */
import { actorIdOf } from '#kernel/actor.ts'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { Currency } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp, writing, type Tx } from '#platform/db/transaction.ts'
import { ACCOUNT_CLASSES, accountCode, type AccountRef } from './core/accounts.ts'
import type { HoldPurpose } from './core/hold.ts'
import { decidePostings, type AccountState, type Posting } from './core/posting.ts'
import type { LedgerTables } from './store-tables.ts'
import { tellPosted } from './telling.ts'

const db = (tx: Tx) => writing<LedgerTables>(tx)

const selectForUpdate = async (tx: Tx, codes: readonly string[]): Promise<readonly AccountState[]> => {
  const rows = await db(tx)
    .selectFrom('ledger.account')
    .select(['id', 'code', 'kind', 'floorMinor', 'debitsMinor', 'creditsMinor', 'heldMinor'])
    .where('code', '=', sql<string>`any(${codes})`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    floorMinor: row.floorMinor,
    debitsMinor: row.debitsMinor,
    creditsMinor: row.creditsMinor,
    heldMinor: row.heldMinor,
  }))
}

const openAccounts = async (tx: Tx, refs: readonly AccountRef[], now: Instant): Promise<void> => {
  await db(tx)
    .insertInto('ledger.account')
    .values(
      refs.map((ref) => {
        const { kind, owner, floorMinor } = ACCOUNT_CLASSES[ref.class]
        const { class: accountClass, ownerId, currency } = ref
        const code = accountCode(ref)
        return { code, class: accountClass, kind, currency, ownerKind: owner, ownerId, floorMinor, openedAt: timestamp(now) }
      }),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Locks the accounts, in the order of their ids so that two postings never wait for each other; opens those not yet there. */
export const lockAccounts = async (tx: Tx, refs: readonly AccountRef[], now: Instant): Promise<readonly AccountState[]> => {
  const byCode = new Map(refs.map((ref) => [accountCode(ref), ref]))
  const codes = [...byCode.keys()]
  const found = await selectForUpdate(tx, codes)
  if (found.length === codes.length) return found
  for (const { code } of found) byCode.delete(code)
  await openAccounts(
    tx,
    [...byCode.values()].toSorted((a, b) => (accountCode(a) < accountCode(b) ? -1 : 1)),
    now,
  )
  return selectForUpdate(tx, codes)
}

export interface PostedTransaction {
  readonly id: string
  /** True when the same posting was made before; nothing was written now. */
  readonly isReplay: boolean
}

const nameOf = (posting: Pick<Posting, 'purpose' | 'subject' | 'key'>): string => JSON.stringify([posting.purpose, posting.subject, posting.key])

const hashOf = (posting: Posting): string =>
  createHash('sha256')
    .update(JSON.stringify([posting.reverses ?? null, posting.legs.map((leg) => [accountCode(leg.account), leg.side, String(leg.amountMinor)])]))
    .digest('hex')

interface EarlierPosting {
  readonly id: string
  readonly bodyHash: string
}

const earlierPostings = async (tx: Tx, postings: readonly Posting[]): Promise<ReadonlyMap<string, EarlierPosting>> => {
  const { rows } = await sql<{ id: string; purpose: Posting['purpose']; subject: string; key: string; bodyHash: string }>`
    select t.id, t.purpose, t.subject, t.key, encode(t.body_hash, 'hex') body_hash
    from unnest(${postings.map((p) => p.purpose)}::text[], ${postings.map((p) => p.subject)}::text[], ${postings.map((p) => p.key)}::text[])
      as n (purpose, subject, key)
    join ledger.transaction t using (purpose, subject, key)`.execute(db(tx))
  return new Map(rows.map((row) => [nameOf(row), { id: row.id, bodyHash: row.bodyHash }]))
}

interface NewTransaction {
  readonly id: string
  readonly bodyHash: string
  readonly posting: Posting
}

/** A twin that committed the same name in between: the road tries the whole command again, and then sees it. */
class ConcurrentPosting extends Error {
  readonly code = '40001'
}

const insertTransactions = async (act: Act, added: readonly NewTransaction[]): Promise<void> => {
  const { numAffectedRows } = await sql`
    insert into ledger.transaction (id, purpose, subject, key, body_hash, reverses, actor_id, at)
    select n.id, n.purpose, n.subject, n.key, decode(n.hash, 'hex'), n.reverses, ${actorIdOf(act.actor)}, ${timestamp(act.now)}
    from unnest(${added.map((t) => t.id)}::text[], ${added.map((t) => t.posting.purpose)}::text[], ${added.map((t) => t.posting.subject)}::text[],
      ${added.map((t) => t.posting.key)}::text[], ${added.map((t) => t.bodyHash)}::text[], ${added.map((t) => t.posting.reverses ?? null)}::text[])
      as n (id, purpose, subject, key, hash, reverses)
    on conflict (purpose, subject, key) do nothing`.execute(db(act.tx))
  if (numAffectedRows !== BigInt(added.length)) throw new ConcurrentPosting('a posting of the same name was made meanwhile')
}

/** Entries and the accounts' counters in one statement: the counters are summed from the rows that were really written. */
const insertEntries = async (act: Act, added: readonly NewTransaction[], accounts: ReadonlyMap<string, AccountState>): Promise<void> => {
  const legs = added.flatMap(({ id, posting }) => posting.legs.map((leg, index) => ({ id, index, leg, code: accountCode(leg.account) })))
  await sql`
    with added as (
      insert into ledger.entry (transaction_id, leg, account_id, side, amount_minor, currency)
      select * from unnest(${legs.map((l) => l.id)}::text[], ${legs.map((l) => l.index + 1)}::smallint[],
        ${legs.map((l) => String(accounts.get(l.code)?.id ?? ''))}::bigint[], ${legs.map((l) => l.leg.side)}::text[],
        ${legs.map((l) => String(l.leg.amountMinor))}::bigint[], ${legs.map((l) => l.leg.account.currency)}::text[])
      returning account_id, side, amount_minor
    ), sums as (
      select account_id,
        coalesce(sum(amount_minor) filter (where side = 'D'), 0)::bigint debits,
        coalesce(sum(amount_minor) filter (where side = 'C'), 0)::bigint credits
      from added group by account_id
    )
    update ledger.account a set debits_minor = a.debits_minor + s.debits, credits_minor = a.credits_minor + s.credits
    from sums s where a.id = s.account_id`.execute(db(act.tx))
}

/**
 * Posts many transactions at once; each gets its own answer, and a refused one writes nothing. The same (purpose, subject,
 * key) with the same legs answers with the first transaction; with other legs it is refused.
 */
export const postAll = async (act: Act, postings: readonly Posting[]): Promise<readonly Result<PostedTransaction>[]> => {
  if (postings.length === 0) return []
  const refs = new Map(postings.flatMap((posting) => posting.legs.map((leg) => [accountCode(leg.account), leg.account] as const)))
  const accounts = await lockAccounts(act.tx, [...refs.values()], act.now)
  const earlier = new Map(await earlierPostings(act.tx, postings))
  const fresh: { readonly index: number; readonly transaction: NewTransaction }[] = []
  const results: Result<PostedTransaction>[] = postings.map((posting, index) => {
    const bodyHash = hashOf(posting)
    const before = earlier.get(nameOf(posting))
    if (before !== undefined) {
      return before.bodyHash === bodyHash
        ? ok({ id: before.id, isReplay: true })
        : refuse('ledger.posting.conflict', { purpose: posting.purpose, subject: posting.subject, key: posting.key })
    }
    const id = act.newId('ltx')
    earlier.set(nameOf(posting), { id, bodyHash })
    fresh.push({ index, transaction: { id, bodyHash, posting } })
    return ok({ id, isReplay: false })
  })
  const decisions = decidePostings(
    accounts,
    fresh.map(({ transaction }) => transaction.posting),
  ).results
  const accepted = fresh.filter(({ index }, i) => {
    const decision = decisions[i]
    if (decision?.ok === false) results[index] = decision
    return decision?.ok === true
  })
  if (accepted.length > 0) {
    const added = accepted.map(({ transaction }) => transaction)
    await insertTransactions(act, added)
    await insertEntries(act, added, new Map(accounts.map((account) => [account.code, account])))
    for (const { id, posting } of added) tellPosted(act, id, posting)
  }
  // A twin within the batch shares the fate of the first of its name.
  const fate = new Map(fresh.map(({ index, transaction }) => [transaction.id, results[index]]))
  return results.map((result) =>
    result.ok && result.value.isReplay && fate.get(result.value.id)?.ok === false ? (fate.get(result.value.id) ?? result) : result,
  )
}

/** Posts one transaction. */
export const post = async (act: Act, posting: Posting): Promise<Result<PostedTransaction>> => {
  const [result] = await postAll(act, [posting])
  if (result === undefined) throw new Error('one posting has one answer')
  return result
}

/** The legs of a transaction, to write their opposite. */
export const legsOf = async (tx: Tx, transactionId: string): Promise<Posting['legs']> => {
  const rows = await db(tx)
    .selectFrom('ledger.entry as e')
    .innerJoin('ledger.account as a', 'a.id', 'e.accountId')
    .select(['a.class', 'a.ownerId', 'e.currency', 'e.side', 'e.amountMinor'])
    .where('e.transactionId', '=', transactionId)
    .orderBy('e.leg')
    .execute()
  return rows.map((row) => ({
    account: { class: row.class, ownerId: row.ownerId, currency: row.currency },
    side: row.side,
    amountMinor: row.amountMinor,
  }))
}

export interface NewHold {
  readonly id: string
  readonly account: AccountState
  readonly currency: Currency
  readonly organisationId: string
  readonly purpose: HoldPurpose
  readonly subject: string
  readonly amountMinor: bigint
}

/** Hold and the account's held sum in one statement; the account must be locked. */
export const insertHold = async (tx: Tx, hold: NewHold, now: Instant): Promise<void> => {
  await sql`
    with added as (
      insert into ledger.hold (id, account_id, currency, organisation_id, purpose, subject, amount_minor, placed_at)
      values (${hold.id}, ${String(hold.account.id)}::bigint, ${hold.currency}, ${hold.organisationId}, ${hold.purpose}, ${hold.subject},
        ${String(hold.amountMinor)}::bigint, ${timestamp(now)})
      returning account_id, amount_minor
    )
    update ledger.account a set held_minor = a.held_minor + added.amount_minor from added where a.id = added.account_id`.execute(db(tx))
}

interface HoldName {
  readonly subject: string
  readonly organisationId: string
  readonly purpose: HoldPurpose
}

const latestHold = (tx: Tx, by: HoldName) =>
  db(tx)
    .selectFrom('ledger.hold')
    .selectAll()
    .where('subject', '=', by.subject)
    .where('organisationId', '=', by.organisationId)
    .where('purpose', '=', by.purpose)
    .orderBy('placedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)

export const lockHold = async (tx: Tx, by: HoldName) => latestHold(tx, by).forUpdate().executeTakeFirst()

export const lockHoldById = async (tx: Tx, id: string): Promise<HoldRow | undefined> =>
  db(tx).selectFrom('ledger.hold').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Without a lock, for a reader that has locked the account already. */
export const findHold = async (tx: Tx, by: HoldName) => latestHold(tx, by).executeTakeFirst()
export type HoldRow = NonNullable<Awaited<ReturnType<typeof lockHold>>>

/** What is held on an account, for one subject or for all. */
export const heldOn = (tx: Tx, accountId: bigint, subject?: string): Promise<HoldRow[]> =>
  db(tx)
    .selectFrom('ledger.hold')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('state', '=', 'held')
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
    .orderBy('id')
    .forUpdate()
    .execute()

/** Lowers the held sum first, so that the money can then be posted; the hold itself is closed by `closeHold`. */
export const lowerHeld = async (tx: Tx, accountId: bigint, amountMinor: bigint): Promise<void> => {
  await db(tx)
    .updateTable('ledger.account')
    .set((eb) => ({ heldMinor: eb('heldMinor', '-', amountMinor) }))
    .where('id', '=', accountId)
    .execute()
}

export const closeHold = async (
  tx: Tx,
  id: string,
  end: { readonly state: 'released' | 'captured' | 'voided'; readonly at: Instant; readonly transactionId: string | null },
): Promise<void> => {
  await db(tx)
    .updateTable('ledger.hold')
    .set({ state: end.state, endedAt: timestamp(end.at), transactionId: end.transactionId })
    .where('id', '=', id)
    .execute()
}
