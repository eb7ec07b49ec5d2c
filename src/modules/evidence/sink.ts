/** Takes the relay's batches into the tree, inside the relay's transaction, and signs one checkpoint for each. */
import { appendToFrontier, leafHash, rootFromFrontier, type Frontier, type TreeNode } from '#kernel/merkle.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Tx } from '#platform/db/transaction.ts'
import type { Sink } from '#platform/outbox/relay.ts'
import { sha256 } from './hash.ts'
import { signerAfter } from './core/keys.ts'
import { keyDirectory, openSigner, type CheckpointSigner } from './signer.ts'
import { insertCheckpoint, insertNodes, latestCheckpoint, lockTree, saveTree, type Checkpoint, type TreeState } from './store.ts'
import { keyChanges } from './store-keys.ts'

export interface LogOptions {
  readonly dataDirectory: string
  /** Name of a new log in every checkpoint; should be the log's public address without the scheme. A log keeps the name it began with. */
  readonly origin: string
}

export const openSink = ({ dataDirectory, origin }: LogOptions): Sink => {
  // Which database is behind the transaction is known with the first batch only, and which key signs is known from what was signed last.
  const signers = new Map<string, CheckpointSigner>()
  const signerOf = async (tx: Tx, tree: TreeState, previous: Checkpoint | null): Promise<CheckpointSigner> => {
    const vkey = previous && signerAfter(previous.vkey, previous.size, await keyChanges(tx))
    const name = `${tree.logId} ${vkey ?? ''}`
    const known = signers.get(name)
    if (known) return known
    const opened = openSigner({ directory: keyDirectory(dataDirectory), origin: tree.origin, logId: tree.logId }, vkey)
    signers.set(name, opened)
    return opened
  }
  return async (tx, batch) => {
    if (batch.length === 0) return
    const tree = await lockTree(tx, origin)
    const grown = grow(tree.frontier, tree.size, batch)
    const previous = await latestCheckpoint(tx)
    if ((previous?.size ?? 0n) !== tree.size) throw new Error(`the tree has ${tree.size} leaves, its last checkpoint ${previous?.size ?? 0n}`)
    const signer = await signerOf(tx, tree, previous)
    const root = rootFromFrontier(sha256, grown.frontier)
    await insertNodes(tx, grown.nodes)
    await saveTree(tx, grown.size, grown.frontier)
    const at = batch.reduce<Instant>((newest, { at: each }) => (each > newest ? each : newest), previous?.at ?? (batch[0]?.at as Instant))
    await insertCheckpoint(tx, { size: grown.size, root, note: signer.signCheckpoint(grown.size, root), vkey: signer.vkey, at })
  }
}

interface Leaf {
  readonly position: bigint
  readonly leaf: Uint8Array
}

const grow = (start: Frontier, size: bigint, batch: readonly Leaf[]) => {
  const nodes: TreeNode[] = []
  let frontier = start
  let next = size
  for (const { position, leaf } of batch) {
    if (position !== next) throw new Error(`the log has ${next} leaves, the relay sent position ${position}`)
    const grown = appendToFrontier(sha256, frontier, next, leafHash(sha256, leaf))
    frontier = grown.frontier
    for (const node of grown.nodes) nodes.push(node)
    next += 1n
  }
  return { frontier, nodes, size: next }
}
