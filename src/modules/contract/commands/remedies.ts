/** What the parties do when one is silent, late or in disagreement; officers only put it on record. */
import { actorIdOf } from '#kernel/actor.ts'
import { createHash } from 'node:crypto'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { contractContract } from '../api.ts'
import { demand, dispute, rescind, resume } from '../clocks.ts'
import { goOn } from '../going-on.ts'
import type { Side } from '../core/confirmation.ts'
import { sharesOf, type Shares } from '../core/ending.ts'
import { contractLifecycle } from '../core/lifecycle.ts'
import {
  endEvent,
  permitAward,
  permitClose,
  permitDemand,
  permitDispute,
  permitProposal,
  permitRecord,
  permitRescission,
  permitSplit,
  permitStatement,
} from '../core/remedies.ts'
import { splitText, type SplitKind, type SplitOutcome } from '../core/split.ts'
import { contractFacts } from '../facts.ts'
import { awaitRegistration, endContract, giveBack, heldOf, settle } from '../settling.ts'
import type { ContractRow } from '../store.ts'
import { confirmSplitRow, insertSplit, insertStatement, openSplitOf, type Records, type SplitRow } from '../store-remedies.ts'
import { tell } from '../telling.ts'
import { filesFor, lockPermitted, outcomeOf } from './locking.ts'

const say = async (
  act: Act,
  row: ContractRow,
  records: Records,
  said: { readonly side: Side; readonly statement: string; readonly documentIds: readonly string[] },
) => {
  const files = await filesFor(act, row, said.documentIds)
  if (!files.ok) return files
  await insertStatement(act.tx, {
    contractId: row.id,
    no: records.statements.length + 1,
    side: said.side,
    statement: said.statement,
    documentIds: files.value.map(({ documentId }) => documentId),
    personId: actorIdOf(act.actor),
    statedAt: timestamp(act.now),
  })
  return files
}

interface Division {
  readonly kind: SplitKind
  readonly side: Side | null
  readonly sellerMinor: bigint
  readonly outcome: SplitOutcome
  readonly statement: string
  readonly number: string
  readonly on: string | null
  readonly documentIds: readonly string[]
}

/** A division of all that is held, with the digest that the second hand confirms. */
const propose = async (act: Act, row: ContractRow, records: Records, division: Division) => {
  const { documentIds, ...said } = division
  const goesOn = said.outcome === 'continued'
  // There is nothing to go back on.
  if (goesOn && row.rescindedFrom === null) return refuse('contract.not_rescinded', {}, { field: 'outcome' })
  const shares = goesOn ? ok({ sellerMinor: 0n, buyerMinor: 0n }) : sharesOf(await heldOf(act.tx, row), said.sellerMinor)
  if (!shares.ok) return shares
  // What was not paid cannot be performed by a division of the deposit.
  if (said.outcome === 'performed' && row.paidAt === null) return refuse('contract.not_paid', {}, { field: 'outcome' })
  if (said.outcome === 'performed' && shares.value.sellerMinor + row.receivedMinor === 0n)
    return refuse('contract.share_exceeds_held', {}, { field: 'sellerMinor' })
  const files = await filesFor(act, row, documentIds)
  if (!files.ok) return files
  const no = records.splits.length + 1
  const text = { ...said, ...shares.value, on: said.on ?? '', contractId: row.id, documents: files.value.map(({ sha256 }) => sha256), at: act.now }
  const sha256 = createHash('sha256').update(splitText(text)).digest('hex')
  await insertSplit(act.tx, {
    contractId: row.id,
    no,
    kind: said.kind,
    state: 'open',
    side: said.side,
    outcome: said.outcome,
    ...shares.value,
    statement: said.statement,
    number: said.number,
    onDate: said.on,
    documentIds: files.value.map(({ documentId }) => documentId),
    sha256,
    proposedBy: actorIdOf(act.actor),
    proposedAt: timestamp(act.now),
    confirmedBy: null,
    confirmedAt: null,
  })
  tell(act, row, contractFacts.split_proposed, {
    kind: said.kind,
    side: said.side,
    outcome: said.outcome,
    sellerMinor: String(shares.value.sellerMinor),
    buyerMinor: String(shares.value.buyerMinor),
    statement: said.statement,
    awardNumber: said.number,
    on: said.on,
    files: files.value,
    sha256,
  })
  return ok({ contractId: row.id, state: row.state, sha256 })
}

/** Both hands have said it: the money moves, and the contract stands at the price that is left, or has ended. */
const carryOut = async (act: Act, row: ContractRow, split: SplitRow): Promise<Result<ContractRow>> => {
  const shares: Shares = { sellerMinor: split.sellerMinor, buyerMinor: split.buyerMinor }
  if (split.outcome === 'ended') {
    const ground = split.kind === 'award' ? 'award' : 'agreement'
    return endContract(act, row, { event: row.effectiveAt === null ? 'withdraw' : 'terminate', ground, reason: split.statement, shares })
  }
  if (split.outcome === 'continued') return goOn(act, row)
  const isRegistered = (row.registers ?? []).length > 0
  const next = contractLifecycle.next(row.state, isRegistered ? 'perform_unregistered' : 'perform')
  if (next === null) return refuse('contract.wrong_state', { state: row.state })
  const back = await giveBack(act, row, shares.buyerMinor)
  if (!back.ok) return back
  return isRegistered ? awaitRegistration(act, row) : settle(act, row)
}

type Names = 'demand' | 'rescind' | 'recordEnd' | 'openDispute' | 'stateCase' | 'closeDispute' | 'proposeSplit' | 'recordAward' | 'confirmSplit'

export const remedyCommands: Commands<typeof contractContract, Names> = {
  demand: async (act, { id, note }) => {
    const found = await lockPermitted(act, id, (view) => permitDemand(act.actor, view, act.now))
    if (!found.ok) return found
    const cureEndsAt = await demand(act, found.value.row, found.value.given, note)
    return cureEndsAt.ok ? ok({ contractId: id, state: found.value.row.state, cureEndsAt: toIso(cureEndsAt.value) }) : cureEndsAt
  },
  rescind: async (act, { id, isImpossible, reason }) => {
    const found = await lockPermitted(act, id, (view) => permitRescission(act.actor, view, act.now, isImpossible))
    if (!found.ok) return found
    const { row, given } = found.value
    const objectionEndsAt = await rescind(act, row, { ...given, reason })
    return objectionEndsAt.ok ? ok({ contractId: id, state: 'rescinded' as const, objectionEndsAt: toIso(objectionEndsAt.value) }) : objectionEndsAt
  },
  recordEnd: async (act, { id }) => {
    const found = await lockPermitted(act, id, (view) => permitRecord(act.actor, view, act.now))
    if (!found.ok) return found
    const { row, given: ground } = found.value
    const event = endEvent(row, ground) as Parameters<typeof endContract>[2]['event']
    const ended = await endContract(act, row, { event, ground, reason: row.rescindedReason ?? '' })
    return ended.ok ? outcomeOf(ended.value) : ended
  },
  openDispute: async (act, { id, statement, documentIds }) => {
    const found = await lockPermitted(act, id, (view) => permitDispute(act.actor, view))
    if (!found.ok) return found
    const { row, records, given } = found.value
    const files = await say(act, row, records, { side: given.side, statement, documentIds })
    if (!files.ok) return files
    await dispute(act, row, given)
    tell(act, row, contractFacts.dispute_opened, { ...given, statement, files: files.value })
    return outcomeOf({ id, state: 'disputed' })
  },
  stateCase: async (act, { id, statement, documentIds }) => {
    const found = await lockPermitted(act, id, (view) => permitStatement(act.actor, view))
    if (!found.ok) return found
    const { row, records, given: side } = found.value
    const files = await say(act, row, records, { side, statement, documentIds })
    if (!files.ok) return files
    tell(act, row, contractFacts.dispute_stated, { side, statement, files: files.value })
    return outcomeOf(row)
  },
  closeDispute: async (act, { id }) => {
    const found = await lockPermitted(act, id, (view) => permitClose(act.actor, view))
    if (!found.ok) return found
    const { row, given: to } = found.value
    await resume(act, row, to)
    tell(act, row, contractFacts.dispute_closed, { to })
    return outcomeOf({ id, state: to })
  },
  proposeSplit: async (act, { id, sellerMinor, outcome, statement }) => {
    const found = await lockPermitted(act, id, (view) => permitProposal(act.actor, view))
    if (!found.ok) return found
    const { row, records, given: side } = found.value
    return propose(act, row, records, { kind: 'settlement', side, sellerMinor, outcome, statement, number: '', on: null, documentIds: [] })
  },
  recordAward: async (act, { id, ...award }) => {
    const found = await lockPermitted(act, id, (view) => permitAward(act.actor, view))
    if (!found.ok) return found
    return propose(act, found.value.row, found.value.records, { kind: 'award', side: null, ...award })
  },
  confirmSplit: async (act, { id, sha256 }) => {
    const found = await lockPermitted(act, id, (view) => permitSplit(act.actor, view))
    if (!found.ok) return found
    const { row, records } = found.value
    const split = openSplitOf(records)
    if (!split) return refuse('contract.nothing_proposed')
    if (split.sha256 !== sha256) return refuse('contract.text_changed.stale', {}, { field: 'sha256' })
    if (split.outcome !== 'continued' && split.sellerMinor + split.buyerMinor !== (await heldOf(act.tx, row))) return refuse('contract.split_not_held')
    await confirmSplitRow(act.tx, split, { personId: actorIdOf(act.actor), at: act.now })
    tell(act, row, contractFacts.split_confirmed, { kind: split.kind, outcome: split.outcome, sha256 })
    const done = await carryOut(act, row, split)
    return done.ok ? outcomeOf(done.value) : done
  },
}
