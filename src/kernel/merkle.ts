/**
 * The history tree of RFC 6962 and RFC 9162: hashing, growing, proofs and their verification. Pure; the hash function is an argument, so that the
 * server uses its native one. Nodes are addressed by level (leaves are level 0) and index from the left; only complete subtrees are addressed,
 * because only they never change.
 */

export type Sha256 = (bytes: Uint8Array) => Uint8Array

export interface Coordinate {
  readonly level: number
  readonly index: bigint
}
export interface TreeNode extends Coordinate {
  readonly hash: Uint8Array
}
/** Hashes of the complete subtrees that make up the tree, the largest (leftmost) first: as many as the size has one-bits. */
export type Frontier = readonly Uint8Array[]

const LEAF = 0
const INTERIOR = 1

const prefixed = (prefix: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(1 + parts.reduce((length, part) => length + part.length, 0))
  bytes[0] = prefix
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** HASH(0x00 || data), RFC 9162 §2.1.1. */
export const leafHash = (sha256: Sha256, data: Uint8Array): Uint8Array => sha256(prefixed(LEAF, data))

/** HASH(0x01 || left || right), RFC 9162 §2.1.1. */
export const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array => sha256(prefixed(INTERIOR, left, right))

/** Root of the tree; of an empty tree the hash of nothing. */
export const rootFromFrontier = (sha256: Sha256, frontier: Frontier): Uint8Array =>
  frontier.length === 0 ? sha256(new Uint8Array(0)) : foldRight(sha256, frontier)

/** Joins neighbouring subtrees, each larger than all to its right together, to the hash of their range. */
const foldRight = (sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array =>
  hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), hashes.at(-1) ?? missing())

const missing = (): never => {
  throw new RangeError('a range of the tree has at least one leaf')
}

/**
 * The tree after one more leaf, and the complete subtrees this leaf finished (the leaf itself first, then upwards). `size` is the size before.
 * Throws a RangeError when the frontier does not belong to the size.
 */
export const appendToFrontier = (
  sha256: Sha256,
  frontier: Frontier,
  size: bigint,
  leaf: Uint8Array,
): { readonly frontier: Frontier; readonly nodes: readonly TreeNode[] } => {
  if (frontier.length !== oneBits(size)) throw new RangeError(`the frontier does not belong to a tree of ${size} leaves`)
  const left = [...frontier]
  const nodes: TreeNode[] = [{ level: 0, index: size, hash: leaf }]
  let hash = leaf
  let index = size
  for (let level = 1; index % 2n === 1n; level += 1) {
    hash = nodeHash(sha256, left.pop() ?? missing(), hash)
    index /= 2n
    nodes.push({ level, index, hash })
  }
  return { frontier: [...left, hash], nodes }
}

const oneBits = (value: bigint): number => value.toString(2).replaceAll('0', '').length

/** Complete subtrees that cover the leaves `[from, to)`, from left to right; `from` must be a start of a subtree as large as the range. */
const coverOf = (from: bigint, to: bigint): readonly Coordinate[] => {
  const cover: Coordinate[] = []
  for (let at = from; at < to;) {
    const level = levelOf(to - at)
    cover.push({ level, index: at >> BigInt(level) })
    at += 1n << BigInt(level)
  }
  return cover
}

/** Level of the largest complete subtree with at most so many leaves. */
const levelOf = (leaves: bigint): number => leaves.toString(2).length - 1

/** The largest power of two smaller than n (RFC 9162's k). */
const splitPoint = (leaves: bigint): bigint => 1n << BigInt(levelOf(leaves - 1n))

/** Nodes whose join is the root of the first `size` leaves. */
export const rootNodes = (size: bigint): readonly Coordinate[] => coverOf(0n, size)

/**
 * One entry for each hash of the proof, from the leaf upwards: the nodes whose join is that hash (one node, except at the ragged right edge).
 * Throws a RangeError unless 0 ≤ index < size.
 */
export const inclusionProofNodes = (index: bigint, size: bigint): readonly (readonly Coordinate[])[] => {
  if (index < 0n || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`)
  const path: (readonly Coordinate[])[] = []
  let [from, to] = [0n, size]
  while (to - from > 1n) {
    const middle = from + splitPoint(to - from)
    path.push(index < middle ? coverOf(middle, to) : coverOf(from, middle))
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/**
 * One entry for each hash of the proof that the tree of `newSize` continues the tree of `oldSize` (RFC 9162 §2.1.4.1).
 * Throws a RangeError unless 0 ≤ oldSize ≤ newSize; no hash is needed from size 0 or to the same size.
 */
export const consistencyProofNodes = (oldSize: bigint, newSize: bigint): readonly (readonly Coordinate[])[] => {
  if (oldSize < 0n || oldSize > newSize) throw new RangeError(`${newSize} leaves cannot continue ${oldSize}`)
  if (oldSize === 0n) return []
  const path: (readonly Coordinate[])[] = []
  let [from, to] = [0n, newSize]
  while (to !== oldSize) {
    const middle = from + splitPoint(to - from)
    path.push(oldSize <= middle ? coverOf(middle, to) : coverOf(from, middle))
    if (oldSize <= middle) to = middle
    else from = middle
  }
  // Where the old tree is itself a complete subtree at the left edge, the verifier already knows its root.
  return (from === 0n ? path : [...path, coverOf(from, to)]).reverse()
}

/** The hashes of a proof from its entries and the stored nodes. */
export const assembleProof = (
  sha256: Sha256,
  entries: readonly (readonly Coordinate[])[],
  hashAt: (coordinate: Coordinate) => Uint8Array,
): readonly Uint8Array[] => entries.map((cover) => foldRight(sha256, cover.map(hashAt)))

export interface Inclusion {
  readonly leafHash: Uint8Array
  readonly index: bigint
  readonly size: bigint
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** RFC 9162 §2.1.3.2. */
export const verifyInclusion = (sha256: Sha256, { leafHash: leaf, index, size, proof, root }: Inclusion): boolean => {
  if (index < 0n || index >= size) return false
  let hash = leaf
  const isComplete = climb(index, size - 1n, proof, (sibling, isLeft) => {
    hash = isLeft ? nodeHash(sha256, sibling, hash) : nodeHash(sha256, hash, sibling)
  })
  return isComplete && isSame(hash, root)
}

/** Goes up from a node with the hashes of a path, telling on which side each stands; false when the path does not end at the root. */
const climb = (start: bigint, lastStart: bigint, path: readonly Uint8Array[], join: (sibling: Uint8Array, isLeft: boolean) => void): boolean => {
  let node = start
  let last = lastStart
  for (const sibling of path) {
    if (last === 0n) return false
    const isLeft = node % 2n === 1n || node === last
    join(sibling, isLeft)
    // Ends, for here the node is either odd or the last one, which is not 0.
    if (isLeft) while (node % 2n === 0n) [node, last] = [node / 2n, last / 2n]
    node /= 2n
    last /= 2n
  }
  return last === 0n
}

export interface Consistency {
  readonly oldSize: bigint
  readonly newSize: bigint
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** RFC 9162 §2.1.4.2; from the empty tree everything follows, provided that its root is the hash of nothing. */
export const verifyConsistency = (sha256: Sha256, { oldSize, newSize, oldRoot, newRoot, proof }: Consistency): boolean => {
  if (oldSize < 0n || oldSize > newSize) return false
  if (oldSize === newSize) return proof.length === 0 && isSame(oldRoot, newRoot)
  if (oldSize === 0n) return proof.length === 0 && isSame(oldRoot, sha256(new Uint8Array(0)))
  const isOldComplete = oldSize === 1n << BigInt(levelOf(oldSize))
  const [first, ...rest] = isOldComplete ? [oldRoot, ...proof] : proof
  if (first === undefined) return false
  let node = oldSize - 1n
  let last = newSize - 1n
  while (node % 2n === 1n) [node, last] = [node / 2n, last / 2n]
  let oldHash = first
  let newHash = first
  const isComplete = climb(node, last, rest, (sibling, isLeft) => {
    if (isLeft) oldHash = nodeHash(sha256, sibling, oldHash)
    newHash = isLeft ? nodeHash(sha256, sibling, newHash) : nodeHash(sha256, newHash, sibling)
  })
  return isComplete && isSame(oldHash, oldRoot) && isSame(newHash, newRoot)
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index])
