/** Takes the relay's batches into the tree, inside the relay's transaction, and signs one checkpoint for each. */
import path from 'node:path'
import { appendToFrontier, leafHash, rootFromFrontier, type Frontier, type TreeNode } from '#kernel/merkle.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Sink } from '#platform/outbox/relay.ts'
import { sha256 } from './hash.ts'
import { openSigner, type CheckpointSigner } from './signer.ts'
import { insertCheckpoint, insertNodes, latestCheckpoint, lockTree, saveTree, type TreeState } from './store.ts'

export interface LogOptions {
  readonly dataDirectory: string
  /** Name of a new log in every checkpoint; should be the log's public address without the scheme. A log keeps the name it began with. */
  readonly origin: string
}

export const openSink = ({ dataDirectory, origin }: LogOptions): Sink => {
  // Which database is behind the transaction is known with the first batch only.
  const signers = new Map<string, CheckpointSigner>()
  const signerOf = (tree: TreeState, isNew: boolean): CheckpointSigner => {
    const known = signers.get(tree.logId)
    if (known) return known
    const opened = openSigner({ directory: path.join(dataDirectory, 'evidence'), origin: tree.origin, logId: tree.logId, isNew })
    signers.set(tree.logId, opened)
    return opened
  }
  return async (tx, batch) => {
    if (batch.length === 0) return
    const tree = await lockTree(tx, origin)
    const grown = grow(tree.frontier, tree.size, batch)
    const previous = await latestCheckpoint(tx)
    if ((previous?.size ?? 0n) !== tree.size) throw new Error(`the tree has ${tree.size} leaves, its last checkpoint ${previous?.size ?? 0n}`)
    const signer = signerOf(tree, previous === null)
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
