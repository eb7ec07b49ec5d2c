import { canonicalJson } from '#kernel/canonical-json.ts'
import { toIso } from '#kernel/instant.ts'
import { appendToFrontier, leafHash, rootFromFrontier, type Frontier } from '#kernel/merkle.ts'
import type { Check } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { factsFrom, type LoggedFact } from '#platform/outbox/facts.ts'
import { sha256 } from './hash.ts'
import { base64, checkpointText, isSignedBy } from './note.ts'
import { checkpointsAfter, type Checkpoint } from './store.ts'

export const checks: readonly Check[] = [
  {
    name: 'evidence.positions_are_dense',
    sql: `select p.position from (select position, row_number() over (order by position) - 1 as expected from platform.fact_position) p where p.position <> p.expected`,
  },
  {
    // The newest fact tells the market's time: its clock may be another than the database's. Accounts keep the machine's time, also while the demo is laid in past weeks.
    name: 'evidence.every_fact_has_a_position_after_a_minute',
    sql: `select f.id, f.at from platform.fact f
      where f.at < (select max(at) from platform.fact where actor_id <> 'accounts') - interval '1 minute' and not exists (select 1 from platform.fact_position p where p.seq = f.seq)`,
  },
  {
    name: 'evidence.tree_holds_every_position',
    sql: `select t.size, p.given from (select coalesce(max(size), 0) as size from evidence.tree) t, (select count(*) as given from platform.fact_position) p where t.size <> p.given`,
  },
  {
    name: 'evidence.last_checkpoint_is_of_the_tree',
    sql: `select t.size, c.size as signed from (select coalesce(max(size), 0) as size from evidence.tree) t, (select coalesce(max(size), 0) as size from evidence.checkpoint) c where t.size <> c.size`,
  },
  {
    name: 'evidence.checkpoints_are_monotonic',
    sql: `select size from (select size, at, lag(at) over (order by size) as previous from evidence.checkpoint) c where c.at < c.previous`,
  },
  {
    name: 'evidence.checkpoints_say_what_they_store',
    sql: `select size from evidence.checkpoint where split_part(note, e'\\n', 2) <> size::text or split_part(note, e'\\n', 3) <> encode(root, 'base64')`,
  },
  {
    name: 'evidence.nodes_are_complete',
    sql: `select n.level, n.stored, t.size from (select level, count(*) as stored, max(index) as last from evidence.node group by level) n, evidence.tree t
      where n.stored <> t.size >> n.level::int or n.last + 1 <> n.stored`,
  },
]

export interface TreeReport {
  readonly ok: boolean
  readonly size: bigint
  /** Root in base64, computed again from the facts. */
  readonly root: string
  readonly checkpoints: number
  /** What is wrong, in the operator's words. */
  readonly problem: string | null
}

const PAGE = 1_000

/** Builds the whole tree again from the facts and compares every leaf and every checkpoint with it. Reads all facts: for the command line. */
export const verifyTree = async (reader: Reader): Promise<TreeReport> => {
  let frontier: Frontier = []
  let size = 0n
  let checkpoints = 0
  let waiting = [...(await checkpointsAfter(reader, 0n, PAGE))]
  const report = (problem: string | null): TreeReport => ({
    ok: problem === null,
    size,
    root: base64(rootFromFrontier(sha256, frontier)),
    checkpoints,
    problem,
  })
  for (;;) {
    const facts = await factsFrom(reader, size, PAGE)
    for (const logged of facts) {
      const problem = problemOfFact(logged, size)
      if (problem) return report(problem)
      frontier = appendToFrontier(sha256, frontier, size, leafHash(sha256, logged.leaf)).frontier
      size += 1n
      if (waiting[0]?.size !== size) continue
      const unsound = problemOfCheckpoint(waiting[0], rootFromFrontier(sha256, frontier))
      if (unsound) return report(unsound)
      checkpoints += 1
      waiting.shift()
      if (waiting.length === 0) waiting = [...(await checkpointsAfter(reader, size, PAGE))]
    }
    if (facts.length < PAGE) break
  }
  return report(waiting.length === 0 ? null : `the checkpoint of ${waiting[0]?.size} entries is larger than the log`)
}

const problemOfFact = ({ fact, position, leaf, salt, bodyText }: LoggedFact, expected: bigint): string | null => {
  if (position !== expected) return `position ${expected} is missing`
  const digest = Buffer.from(sha256(Buffer.concat([salt, Buffer.from(bodyText)]))).toString('hex')
  const { id, type, subject } = fact
  const committed = canonicalJson({ v: 1, id, type, subject, at: toIso(fact.at), digest })
  return Buffer.from(leaf).toString('utf8') === committed ? null : `fact ${id} at position ${position} is not what its leaf says`
}

const problemOfCheckpoint = ({ size, root, note, vkey }: Checkpoint, computed: Uint8Array): string | null => {
  if (base64(computed) !== base64(root)) return `the checkpoint of ${size} entries has another root`
  const origin = note.slice(0, note.indexOf('\n'))
  const isSigned = note.startsWith(`${checkpointText(origin, size, root)}\n`) && isSignedBy(note, vkey)
  return isSigned ? null : `the checkpoint of ${size} entries is not signed by its key`
}
