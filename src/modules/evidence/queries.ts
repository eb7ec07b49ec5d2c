import { mayRead, type Actor } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { assembleProof, consistencyProofNodes, inclusionProofNodes, type Coordinate } from '#kernel/merkle.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Queries } from '#platform/command/module.ts'
import { factById, factsOfSubject, type LoggedFact } from '#platform/outbox/facts.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { CheckpointView, evidenceContract, FactView, KeyView } from './api.ts'
import { readersOf } from './core/permit.ts'
import { sha256 } from './hash.ts'
import { base64 } from './note.ts'
import { proofFileText } from './proof-text.ts'
import { checkpointOf, latestCheckpoint, nodesAt, type Checkpoint } from './store.ts'
import { keyChanges, lastSizes } from './store-keys.ts'

export interface FactProof {
  readonly fact: FactView
  readonly checkpoint: CheckpointView
  readonly fileName: string
  readonly file: string
}

export const evidenceQueries: Queries<typeof evidenceContract, keyof typeof evidenceContract> = {
  checkpoint: {
    get: async ({ reader }) => {
      const checkpoint = await latestCheckpoint(reader)
      return ok({ checkpoint: checkpoint && checkpointView(checkpoint) })
    },
  },

  keys: {
    list: async ({ reader }) => ok({ keys: await keyLine(reader) }),
  },

  facts: {
    list: async ({ reader, actor }, { subject, limit, cursor }) => {
      const page = await factsOfSubject(reader, subject, { limit, readers: readersOf(actor), ...(cursor !== undefined && isCursor(cursor) ? { cursor } : {}) })
      return ok({ items: page.facts.map((logged) => factView(logged, actor)), nextCursor: page.nextCursor })
    },
    proof: async ({ reader, actor }, { factId }) => proofOfFact(reader, actor, factId),
  },

  consistency: async ({ reader }, input) => {
    const [from, to] = [BigInt(input.from), BigInt(input.to)]
    if (from > to) return refuse('evidence.sizes_reversed', { from: input.from, to: input.to }, { field: 'from' })
    const [older, newer] = await Promise.all([checkpointOf(reader, from), checkpointOf(reader, to)])
    if (!older) return refuse('evidence.size_unknown', { size: input.from }, { field: 'from' })
    if (!newer) return refuse('evidence.size_unknown', { size: input.to }, { field: 'to' })
    const hashes = await proofHashes(reader, consistencyProofNodes(from, to))
    return ok({ from: checkpointView(older), to: checkpointView(newer), hashes: hashes.map(base64) })
  },
}

/** The proof file of a fact against the newest checkpoint; the content is in it when the actor may read it. */
export const proofOfFact = async (reader: Reader, actor: Actor, factId: string): Promise<Result<FactProof>> => {
  const logged = await factById(reader, factId)
  if (!logged) return refuse('evidence.not_found')
  const checkpoint = await latestCheckpoint(reader)
  const { position, leaf, bodyText, salt, erasedAt } = logged
  if (position === null || !checkpoint || checkpoint.size <= position) return refuse('evidence.not_yet_logged')
  const path = await proofHashes(reader, inclusionProofNodes(position, checkpoint.size))
  const content = erasedAt === null && mayRead(logged.fact.visibleTo, actor) ? { bodyText, salt } : null
  return ok({
    fact: factView(logged, actor),
    checkpoint: checkpointView(checkpoint),
    fileName: `${factId}.zhepai-proof`,
    file: proofFileText({ vkey: checkpoint.vkey, leaf, content, index: position, path, note: checkpoint.note }),
  })
}

/** The first key, then every change that was told. What a key hands over is proven under its own last signature, so that who trusts it may trust the next. */
export const keyLine = async (reader: Reader): Promise<KeyView[]> => {
  const changes = await keyChanges(reader)
  const signed = await lastSizes(reader)
  const [first] = signed
  if (!first) return []
  const keys: KeyView[] = [{ vkey: first.vkey, how: null, reason: '', at: null, factId: null, proof: null }]
  for (const { vkey, previous, how, reason, at, factId } of changes) {
    const last = signed.find((each) => each.vkey === previous)?.last
    const logged = how === 'handed_over' && last !== undefined ? await factById(reader, factId) : null
    const checkpoint = last === undefined ? null : await checkpointOf(reader, last)
    const proof = logged && checkpoint ? await proofTextOf(reader, logged, checkpoint) : null
    keys.push({ vkey, how, reason, at: toIso(at), factId, proof })
  }
  return keys
}

/** The proof of a public fact under a checkpoint; null when the checkpoint does not cover it. */
const proofTextOf = async (reader: Reader, { position, leaf, bodyText, salt }: LoggedFact, { size, vkey, note }: Checkpoint): Promise<string | null> => {
  if (position === null || position >= size) return null
  const path = await proofHashes(reader, inclusionProofNodes(position, size))
  return proofFileText({ vkey, leaf, content: { bodyText, salt }, index: position, path, note })
}

const proofHashes = async (reader: Reader, entries: readonly (readonly Coordinate[])[]): Promise<readonly Uint8Array[]> =>
  entries.length === 0 ? [] : assembleProof(sha256, entries, await nodesAt(reader, entries.flat()))

const factView = ({ fact, position, leaf, erasedAt }: LoggedFact, actor: Actor): FactView => ({
  factId: fact.id,
  type: fact.type,
  subject: fact.subject,
  at: toIso(fact.at),
  position: position === null ? null : `${position}`,
  digest: (JSON.parse(Buffer.from(leaf).toString('utf8')) as { digest: string }).digest,
  body: erasedAt === null && mayRead(fact.visibleTo, actor) ? (fact.body as NonNullable<FactView['body']>) : null,
  erasedAt: erasedAt === null ? null : toIso(erasedAt),
})

const checkpointView = ({ size, root, note, vkey, at }: Checkpoint): CheckpointView => ({
  origin: note.slice(0, note.indexOf('\n')),
  size: `${size}`,
  root: base64(root),
  note,
  vkey,
  at: toIso(at),
})

const isCursor = (cursor: string): boolean => /^\d{1,18}$/.test(cursor)
