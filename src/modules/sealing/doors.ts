/** What other modules call: open a box, put an envelope in, take it back, close the box or call it off. They hear the outcome by `sealing.opened` and `sealing.failed`. */
import { whole } from '#contract/fact.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { boxLife, countingOf, permitDeposit, permitTurn, STEP_OF, type Purpose } from './core/box.ts'
import { admitEnvelope } from './core/seal.ts'
import { sealingFacts } from './facts.ts'
import { closeNow, endSealed, knownOf, planClose, tell } from './steps.ts'
import {
  insertBox,
  insertEnvelope,
  isDigestIn,
  lockBox,
  readBox,
  readBoxOf,
  readEnvelopesOf,
  saveWithdrawn,
  type BoxRecord,
  type EnvelopeRecord,
} from './store.ts'
import { sealingCrypto } from './webcrypto/sealing-crypto.ts'

export interface OpenBox {
  /** Id of the thing the envelopes are about; it has one live box of a purpose at a time. */
  readonly subject: string
  readonly ownerOrganisationId: string
  readonly title: Bilingual
  readonly purpose: Purpose
  /** Envelopes are taken from here on, once the officers are named. */
  readonly opensAt: Instant
  readonly closesAt: Instant
  /** How often a bidder may put another envelope in the place of the one before. */
  readonly corrections: number
}

/** A clerk names its officers next; before that it takes nothing. */
export const openBox = async (act: Act, input: OpenBox): Promise<Result<{ readonly boxId: string }>> => {
  const { subject, ownerOrganisationId, title, purpose, opensAt, closesAt, corrections } = input
  if (closesAt <= opensAt || closesAt <= act.now) return refuse('sealing.period_malformed', {}, { field: 'closesAt' })
  await holdNamedLock(act.tx, `sealing.box:${subject}:${purpose}`)
  const latest = await readBoxOf(act.tx, subject, purpose)
  if (latest && !boxLife.isFinal(latest.state)) return refuse('sealing.box_open_already')
  const { step, steps } = STEP_OF[purpose]
  const box = {
    id: act.newId('box'),
    subject,
    ownerOrganisationId,
    title,
    purpose,
    step,
    steps,
    corrections,
    state: boxLife.initial,
    openedForAt: act.now,
    opensAt,
    closesAt,
  }
  await insertBox(act.tx, box)
  planClose(act, box)
  tell(act, sealingFacts.box_opened, box, {
    titleZh: title.zh,
    titleEn: title.en,
    step,
    steps,
    corrections,
    opensAt: toIso(opensAt),
    closesAt: toIso(closesAt),
  })
  return ok({ boxId: box.id })
}

export interface DepositEnvelope {
  readonly boxId: string
  /** Who bids: an organisation or a person, who alone reads the receipt until everything is opened. */
  readonly bidderKey: string
  /** The file as it was sealed. */
  readonly envelope: string
  /** When the market had it: the deadline is measured by this. */
  readonly receivedAt: Instant
}

export interface Receipt {
  /** Its proof stands in the log under this id. */
  readonly envelopeId: string
  readonly digest: string
  readonly turn: number
  readonly correctionsLeft: number
  readonly receivedAt: Instant
}

const receiptOf = ({ id, digest, turn, receivedAt }: Pick<EnvelopeRecord, 'id' | 'digest' | 'turn' | 'receivedAt'>, { corrections }: BoxRecord): Receipt => ({
  envelopeId: id,
  digest,
  turn,
  correctionsLeft: corrections + 1 - turn,
  receivedAt,
})

/** Who reads of an envelope before the opening: the bidder, and who brought it. */
const readersOf = (act: Act, bidderKey: string): readonly string[] => [...new Set([bidderKey, ...(act.actor.personId === null ? [] : [act.actor.personId])])]

type Told = Pick<EnvelopeRecord, 'id' | 'bidderKey' | 'digest' | 'turn'>
const toldOf = (box: BoxRecord, { id, bidderKey, digest, turn }: Told) => ({ ...knownOf(box), envelopeId: id, bidderKey, digest, turn })

/** Looks at everything but the contents. The same envelope once more is answered with the receipt that it has. */
export const depositEnvelope = async (act: Act, { boxId, bidderKey, envelope: text, receivedAt }: DepositEnvelope): Promise<Result<Receipt>> => {
  const box = await lockBox(act.tx, boxId)
  if (!box) return refuse('sealing.not_found', { id: boxId })
  const permitted = permitDeposit(box, receivedAt)
  if (!permitted.ok) return permitted
  const admitted = await admitEnvelope(sealingCrypto, { policy: box.sealedBy?.policy ?? '', bidder: bidderKey, text })
  if (!admitted.ok) return admitted
  const { digest } = admitted.value
  const own = await readEnvelopesOf(act.tx, boxId, bidderKey)
  const last = own.at(-1)
  if (last?.digest === digest && last.withdrawnAt === null) return ok(receiptOf(last, box))
  if (await isDigestIn(act.tx, boxId, digest)) return refuse('sealing.deposited_before')
  const turn = permitTurn(own, box.corrections)
  if (!turn.ok) return turn
  const envelope = { id: act.newId('env'), boxId, bidderKey, turn: turn.value, digest, text, depositedByPersonId: act.actor.personId, receivedAt }
  await insertEnvelope(act.tx, envelope)
  act.publish(sealingFacts.envelope_deposited, {
    subject: envelope.id,
    related: [box.id, box.subject, bidderKey],
    body: whole(sealingFacts.envelope_deposited, toldOf(box, envelope), { receivedAt: toIso(receivedAt) }),
    visibleTo: readersOf(act, bidderKey),
  })
  return ok(receiptOf(envelope, box))
}

/** The bidder bids nothing any more; a correction that is left may still be used. */
export const withdrawEnvelope = async (
  act: Act,
  { boxId, bidderKey, receivedAt }: Pick<DepositEnvelope, 'boxId' | 'bidderKey' | 'receivedAt'>,
): Promise<Result<null>> => {
  const box = await lockBox(act.tx, boxId)
  if (!box) return refuse('sealing.not_found', { id: boxId })
  const permitted = permitDeposit(box, receivedAt)
  if (!permitted.ok) return permitted
  const [standing] = countingOf(await readEnvelopesOf(act.tx, boxId, bidderKey))
  if (!standing) return refuse('sealing.nothing_deposited')
  await saveWithdrawn(act.tx, standing.id, receivedAt)
  act.publish(sealingFacts.envelope_withdrawn, {
    subject: standing.id,
    related: [box.id, box.subject, bidderKey],
    body: whole(sealingFacts.envelope_withdrawn, toldOf(box, standing), { withdrawnAt: toIso(receivedAt) }),
    visibleTo: readersOf(act, bidderKey),
  })
  return ok(null)
}

/** Ends the taking of envelopes before its time, because what they are for has ended. Closed already counts as done. */
export const closeBox = async (act: Act, { boxId }: { readonly boxId: string }): Promise<Result<null>> => {
  const box = await lockBox(act.tx, boxId)
  if (!box) return refuse('sealing.not_found', { id: boxId })
  if (box.state === 'closed' || box.state === 'opening') return ok(null)
  // What came in this very millisecond was in time.
  const at = later(act.now, 1)
  return closeNow(act, box, box.closesAt < at ? box.closesAt : at)
}

/** Calls it off: everything in it stays sealed. */
export const cancelBox = async (act: Act, { boxId, reason }: { readonly boxId: string; readonly reason: string }): Promise<Result<null>> => {
  const box = await lockBox(act.tx, boxId)
  return box ? endSealed(act, box, 'cancel', reason) : refuse('sealing.not_found', { id: boxId })
}

export interface BoxSeen extends Pick<BoxRecord, 'id' | 'subject' | 'purpose' | 'state' | 'opensAt' | 'closesAt' | 'openBy' | 'corrections'> {
  /** What a bidder seals by; null until the officers are named. */
  readonly policy: string | null
}

/** A box as a higher room shows it. */
export const boxById = async (reader: Reader, id: string): Promise<BoxSeen | null> => {
  const box = await readBox(reader, id)
  if (!box) return null
  const { subject, purpose, state, opensAt, closesAt, openBy, corrections } = box
  return { id, subject, purpose, state, opensAt, closesAt, openBy, corrections, policy: box.sealedBy?.policy ?? null }
}

/** What a bidder has put in, the latest last. */
export const receiptsOf = async (
  reader: Reader,
  boxId: string,
  bidderKey: string,
): Promise<readonly (Receipt & { readonly withdrawnAt: Instant | null })[]> => {
  const box = await readBox(reader, boxId)
  const own = box ? await readEnvelopesOf(reader, boxId, bidderKey) : []
  return box ? own.map((envelope) => ({ ...receiptOf(envelope, box), withdrawnAt: envelope.withdrawnAt })) : []
}
