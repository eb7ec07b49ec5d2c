import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  appendToFrontier,
  assembleProof,
  consistencyProofNodes,
  inclusionProofNodes,
  leafHash,
  nodeHash,
  rootFromFrontier,
  rootNodes,
  verifyConsistency,
  verifyInclusion,
  type Coordinate,
  type Frontier,
  type Sha256,
} from './merkle.ts'

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')
const data = (index: number): Uint8Array => new TextEncoder().encode(`leaf ${index}`)

/** Grows a tree and keeps its nodes and the root after each leaf. */
const grow = (leaves: readonly Uint8Array[]) => {
  const nodes = new Map<string, Uint8Array>()
  const roots = [rootFromFrontier(sha256, [])]
  let frontier: Frontier = []
  leaves.forEach((leaf, index) => {
    const grown = appendToFrontier(sha256, frontier, BigInt(index), leafHash(sha256, leaf))
    frontier = grown.frontier
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.index}`, node.hash)
    roots.push(rootFromFrontier(sha256, frontier))
  })
  const hashAt = ({ level, index }: Coordinate): Uint8Array => {
    const hash = nodes.get(`${level}/${index}`)
    if (!hash) throw new Error(`node ${level}/${index} was never made`)
    return hash
  }
  return { roots, hashAt, nodes }
}

/** RFC 9162 §2.1.1 taken at its word. */
const definedRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha256(new Uint8Array(0))
  const [only] = leaves
  if (leaves.length === 1 && only) return leafHash(sha256, only)
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return sha256(Buffer.concat([Buffer.from([1]), definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split))]))
}

const SIZE = 130
const leaves = Array.from({ length: SIZE }, (_, index) => data(index))
const { roots, hashAt, nodes } = grow(leaves)
const rootAt = (size: number): Uint8Array => roots[size] ?? new Uint8Array(0)

describe('history tree', () => {
  const ctLeaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) => Buffer.from(text, 'hex'))
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('root of the first %i leaves of the Certificate Transparency test tree', (size, root) => expect(hex(grow(ctLeaves).roots[size])).toBe(root))

  it('has the root that the RFC defines, at every size', () => {
    for (let size = 0; size <= SIZE; size += 1) expect(hex(rootAt(size))).toBe(hex(definedRoot(leaves.slice(0, size))))
  })
  it('makes every complete subtree once', () => {
    let expected = 0
    for (let level = 0; 1 << level <= SIZE; level += 1) expected += SIZE >> level
    expect(nodes.size).toBe(expected)
  })
  it('rebuilds the frontier from stored nodes', () => {
    for (let size = 1; size <= SIZE; size += 1) expect(hex(rootFromFrontier(sha256, rootNodes(BigInt(size)).map(hashAt)))).toBe(hex(rootAt(size)))
  })
  it('refuses a frontier of another size', () => expect(() => appendToFrontier(sha256, [], 1n, sha256(data(1)))).toThrow(/does not belong/))
})

describe('proofs up to 130 leaves', () => {
  const inclusion = (index: number, size: number) => ({
    leafHash: hashAt({ level: 0, index: BigInt(index) }),
    index: BigInt(index),
    size: BigInt(size),
    proof: assembleProof(sha256, inclusionProofNodes(BigInt(index), BigInt(size)), hashAt),
    root: rootAt(size),
  })
  const consistency = (from: number, to: number) => ({
    oldSize: BigInt(from),
    newSize: BigInt(to),
    oldRoot: rootAt(from),
    newRoot: rootAt(to),
    proof: assembleProof(sha256, consistencyProofNodes(BigInt(from), BigInt(to)), hashAt),
  })

  it('a tree of the same size or from nothing needs no hash, and takes none', () => {
    for (const [from, to] of [
      [0, 0],
      [5, 5],
      [0, 5],
    ] as const) {
      const same = consistency(from, to)
      expect(same.proof).toEqual([])
      expect(verifyConsistency(sha256, { ...same, proof: [rootAt(to)] })).toBe(false)
      expect(verifyConsistency(sha256, { ...same, oldRoot: rootAt(1) })).toBe(false)
      expect(verifyConsistency(sha256, { ...same, oldRoot: rootAt(1), proof: [rootAt(to)] })).toBe(false)
    }
    expect(verifyConsistency(sha256, { ...consistency(5, 5), newRoot: rootAt(6) })).toBe(false)
    expect(verifyConsistency(sha256, { ...consistency(5, 5), newRoot: rootAt(5).subarray(0, 31) })).toBe(false)
    expect(verifyConsistency(sha256, { ...consistency(5, 5), newRoot: Buffer.concat([rootAt(5), Buffer.of(0)]) })).toBe(false)
  })
  it('any changed bit, missing or extra hash is noticed', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: SIZE }), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 7 }), (size, a, b, bit) => {
        const included = inclusion(a % size, size)
        const grown = consistency(1 + (a % (size - 1)), size)
        const hashes = [included.proof, grown.proof]
        const [spoiledInclusion, spoiledConsistency] = hashes.map((list) => list.map((hash, at) => (at === b % list.length ? flip(hash, b, bit) : hash)))
        expect(verifyInclusion(sha256, { ...included, proof: spoiledInclusion ?? [] })).toBe(false)
        expect(verifyInclusion(sha256, { ...included, leafHash: flip(included.leafHash, b, bit) })).toBe(false)
        expect(verifyInclusion(sha256, { ...included, root: flip(included.root, b, bit) })).toBe(false)
        expect(verifyInclusion(sha256, { ...included, proof: included.proof.slice(1) })).toBe(false)
        expect(verifyInclusion(sha256, { ...included, proof: [...included.proof, included.root] })).toBe(false)
        expect(verifyConsistency(sha256, { ...grown, proof: spoiledConsistency ?? [] })).toBe(false)
        expect(verifyConsistency(sha256, { ...grown, oldRoot: flip(grown.oldRoot, b, bit) })).toBe(false)
        expect(verifyConsistency(sha256, { ...grown, newRoot: flip(grown.newRoot, b, bit) })).toBe(false)
        expect(verifyConsistency(sha256, { ...grown, proof: [...grown.proof, grown.newRoot] })).toBe(false)
      }),
    ))
  it('refuses what cannot be asked', () => {
    expect(() => inclusionProofNodes(5n, 5n)).toThrow(RangeError)
    expect(() => inclusionProofNodes(-1n, 5n)).toThrow(RangeError)
    expect(() => consistencyProofNodes(6n, 5n)).toThrow(RangeError)
    expect(() => consistencyProofNodes(-1n, 5n)).toThrow(RangeError)
    expect(() => assembleProof(sha256, [[]], hashAt)).toThrow(RangeError)
    expect(verifyConsistency(sha256, { ...consistency(3, 5), oldSize: 6n })).toBe(false)
    expect(verifyConsistency(sha256, { ...consistency(3, 5), proof: [] })).toBe(false)
    expect(verifyInclusion(sha256, { ...inclusion(3, 5), index: -1n })).toBe(false)
    expect(verifyInclusion(sha256, { ...inclusion(0, 1), index: -1n })).toBe(false)
  })
  it('is not taken in by roots made to fit', () => {
    const [old, other] = [rootAt(3), rootAt(4)]
    const joined = nodeHash(sha256, old, other)
    for (const oldSize of [3n, -1n]) expect(verifyConsistency(sha256, { oldSize, newSize: 2n, oldRoot: old, newRoot: joined, proof: [old, other] })).toBe(false)
    // A path longer than the tree is high.
    expect(verifyInclusion(sha256, { ...inclusion(0, 1), proof: [other], root: nodeHash(sha256, other, rootAt(1)) })).toBe(false)
  })
  it('all inclusion proofs hold, and none for the neighbouring leaf', () => {
    for (let size = 1; size <= SIZE; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusion(index, size)
        if (!verifyInclusion(sha256, proof)) expect.fail(`leaf ${index} of ${size}`)
        if (verifyInclusion(sha256, { ...proof, index: proof.index + 1n })) expect.fail(`leaf ${index} of ${size} also proves its neighbour`)
      }
    }
  })
  it('all consistency proofs hold', () => {
    for (let to = 0; to <= SIZE; to += 1)
      for (let from = 0; from <= to; from += 1) if (!verifyConsistency(sha256, consistency(from, to))) expect.fail(`${from} to ${to}`)
  })
})

const flip = (hash: Uint8Array, at: number, bit: number): Uint8Array => hash.map((byte, index) => (index === at % hash.length ? byte ^ (1 << bit) : byte))
