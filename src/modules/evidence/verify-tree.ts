/** Builds the whole tree again from the facts and compares every leaf, every checkpoint and every change of key with it. */
import { canonicalJson } from '#kernel/canonical-json.ts'
import { toIso } from '#kernel/instant.ts'
import { appendToFrontier, leafHash, rootFromFrontier, type Frontier } from '#kernel/merkle.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { factsFrom, type LoggedFact } from '#platform/outbox/facts.ts'
import { changesBetween, type KeyChange, type KeyChangeHow } from './core/keys.ts'
import { sha256 } from './hash.ts'
import { base64, checkpointText, isSignedBy } from './note.ts'
import { checkpointsAfter, type Checkpoint } from './store.ts'

/** A checkpoint that somebody outside kept: no log that was rewritten leads to its root. */
export interface KnownCheckpoint {
  readonly origin: string
  readonly size: bigint
  /** Base64. */
  readonly root: string
}

export interface TreeReport {
  readonly ok: boolean
  readonly size: bigint
  /** Root in base64, computed again from the facts. */
  readonly root: string
  readonly checkpoints: number
  /** Entries whose content went with the account of a person. */
  readonly erased: number
  /** The keys that signed, with how each came to follow the one before; the first has neither. */
  readonly keys: readonly { readonly vkey: string; readonly how: KeyChangeHow | null; readonly reason: string }[]
  /** What is wrong, in the operator's words. */
  readonly problem: string | null
}

interface Walk {
  frontier: Frontier
  size: bigint
  checkpoints: number
  erased: number
  signedSize: bigint
  readonly changes: KeyChange[]
  readonly keys: { vkey: string; how: KeyChangeHow | null; reason: string }[]
}

const PAGE = 1_000
const KEY_FACT = /^evidence\.key_(handed_over|accepted)$/

/** Reads all facts: for the command line. Give it a reader of one moment where the market goes on meanwhile. */
export const verifyTree = async (reader: Reader, known: KnownCheckpoint | null = null): Promise<TreeReport> => {
  const walk: Walk = { frontier: [], size: 0n, checkpoints: 0, erased: 0, signedSize: 0n, changes: [], keys: [] }
  const problem = await firstProblem(reader, walk, known)
  const { size, checkpoints, erased, keys } = walk
  return { ok: problem === null, size, root: rootOf(walk), checkpoints, erased, keys, problem }
}

const rootOf = ({ frontier }: Walk): string => base64(rootFromFrontier(sha256, frontier))

const firstProblem = async (reader: Reader, walk: Walk, known: KnownCheckpoint | null): Promise<string | null> => {
  let waiting = [...(await checkpointsAfter(reader, 0n, PAGE))]
  const step = async (logged: LoggedFact): Promise<string | null> => {
    const problem = problemOfFact(logged, walk.size)
    if (problem) return problem
    take(walk, logged)
    if (known?.size === walk.size && rootOf(walk) !== known.root) return forked(known, rootOf(walk))
    if (waiting[0]?.size !== walk.size) return null
    const unsound = problemOfCheckpoint(waiting[0], walk)
    waiting.shift()
    if (waiting.length === 0) waiting = [...(await checkpointsAfter(reader, walk.size, PAGE))]
    return unsound
  }
  const origin = waiting[0] && originOf(waiting[0])
  if (known && origin !== undefined && known.origin !== origin) return `the checkpoint given is of the log ${known.origin}, this is ${origin}`
  for (let isWhole = true; isWhole;) {
    const facts = await factsFrom(reader, walk.size, PAGE)
    for (const logged of facts) {
      const problem = await step(logged)
      if (problem) return problem
    }
    isWhole = facts.length === PAGE
  }
  if (waiting.length > 0) return `the checkpoint of ${waiting[0]?.size} entries is larger than the log`
  return known && known.size > walk.size ? `the log has ${walk.size} entries, the checkpoint given was signed for ${known.size}: entries are gone` : null
}

const forked = ({ size, root }: KnownCheckpoint, found: string): string =>
  `the log is another than the one that was signed: at ${size} entries the checkpoint given has the root ${root}, this log has ${found}`

const take = (walk: Walk, { fact, leaf, position, erasedAt }: LoggedFact): void => {
  if (erasedAt !== null) walk.erased += 1
  walk.frontier = appendToFrontier(sha256, walk.frontier, walk.size, leafHash(sha256, leaf)).frontier
  walk.size += 1n
  const how = KEY_FACT.exec(fact.type)?.[1] as KeyChangeHow | undefined
  const { vkey, previous, reason } = fact.body
  if (how) walk.changes.push({ how, vkey: String(vkey), previous: String(previous), reason: String(reason ?? ''), position })
}

const digestIn = (leaf: Uint8Array): string => /"digest":"([0-9a-f]{64})"/.exec(Buffer.from(leaf).toString('utf8'))?.[1] ?? ''

const problemOfFact = ({ fact, position, leaf, salt, bodyText, erasedAt }: LoggedFact, expected: bigint): string | null => {
  if (position !== expected) return `position ${expected} is missing`
  // What was erased can no more be compared; all else that its leaf says can (the checks say whether it had to go).
  const digest = erasedAt === null ? Buffer.from(sha256(Buffer.concat([salt, Buffer.from(bodyText)]))).toString('hex') : digestIn(leaf)
  const { id, type, subject } = fact
  const committed = canonicalJson({ v: 1, id, type, subject, at: toIso(fact.at), digest })
  return Buffer.from(leaf).toString('utf8') === committed ? null : `fact ${id} at position ${position} is not what its leaf says`
}

const originOf = ({ note }: Checkpoint): string => note.slice(0, note.indexOf('\n'))

const problemOfCheckpoint = (checkpoint: Checkpoint, walk: Walk): string | null => {
  const { size, root, note, vkey } = checkpoint
  if (rootOf(walk) !== base64(root)) return `the checkpoint of ${size} entries has another root`
  const isSigned = note.startsWith(`${checkpointText(originOf(checkpoint), size, root)}\n`) && isSignedBy(note, vkey)
  if (!isSigned) return `the checkpoint of ${size} entries is not signed by its key`
  const current = walk.keys.at(-1)?.vkey
  const steps = current === undefined ? [] : changesBetween(current, vkey, walk.changes, size)
  const [first] = steps ?? []
  // The hand-over counts only under a signature of the key that hands over.
  if (!steps || (first?.how === 'handed_over' && (first.position ?? size) >= walk.signedSize && steps.length === 1))
    return `the checkpoint of ${size} entries is signed by ${vkey}, a key that ${current} did not hand over to`
  if (current === undefined) walk.keys.push({ vkey, how: null, reason: '' })
  for (const step of steps) walk.keys.push({ vkey: step.vkey, how: step.how, reason: step.reason })
  walk.checkpoints += 1
  walk.signedSize = size
  return null
}
