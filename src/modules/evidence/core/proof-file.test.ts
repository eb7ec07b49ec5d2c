import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { followKeys, proofsIn } from './follow-keys.ts'
import { verifyProof, type ProofCrypto } from './proof-file.ts'

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')
const crypto: ProofCrypto = {
  sha256,
  verifyEd25519: (publicKey, message, signature) =>
    verify(null, message, createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: 'der', type: 'spki' }), signature),
  encodeUtf8: (text) => Buffer.from(text),
  decodeUtf8: (bytes) => Buffer.from(bytes).toString('utf8'),
}

/** A key of RFC 8032 from a seed, and how its log names it. */
const keyFrom = (seed: number, name = 'market.test/log', type = 1) => {
  const secret = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]),
    format: 'der',
    type: 'pkcs8',
  })
  const typed = Buffer.concat([Buffer.of(type), createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)])
  const id = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4)
  return { name, id, vkey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`, sign: (text: string) => sign(null, Buffer.from(text), secret) }
}
const key = keyFrom(7)
const salt = Buffer.alloc(16, 1)
const digestOf = (body: string): string => sha256(salt, Buffer.from(body)).toString('hex')
const leafFor = (body: string, more: object = {}): string =>
  JSON.stringify({ v: 1, id: 'fct_1', type: 'listing.opened', subject: 'lot_1', at: '2026-03-03T01:00:00.000Z', digest: digestOf(body), ...more })

interface Made {
  readonly leaf?: string
  readonly by?: typeof key
  readonly vkey?: string
  readonly content?: readonly string[]
  readonly index?: string
  readonly path?: readonly Buffer[]
  readonly origin?: string
  readonly size?: string
  /** From the hash of the leaf. */
  readonly root?: (leaf: Buffer) => Buffer
}

/** A log of one entry, properly signed whatever it says. */
const made = ({ leaf = leafFor('{}'), by = key, content = [], path = [], index = '0', size = '1', ...more }: Made = {}): string => {
  const origin = more.origin ?? by.name
  const root = (more.root ?? ((hash) => hash))(sha256(Buffer.of(0), Buffer.from(leaf)))
  const checkpoint = `${origin}\n${size}\n${root.toString('base64')}\n`
  const signature = Buffer.concat([by.id, by.sign(checkpoint)]).toString('base64')
  return [
    'zhepai-proof@v1',
    `vkey ${more.vkey ?? by.vkey}`,
    `leaf ${leaf}`,
    ...content,
    '',
    'c2sp.org/tlog-proof@v1',
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
    `\u2014 ${by.name} ${signature}`,
    '',
  ].join('\n')
}
const report = (text: string, vkey?: string) => verifyProof(crypto, Buffer.from(text), vkey === undefined ? {} : { vkey })
const failed = (text: string, vkey?: string) => report(text, vkey).steps.flatMap((step) => (step.ok ? [] : [step.name]))
const body = (text: string): Made => ({ leaf: leafFor(text), content: [`body ${text}`, `salt ${salt.toString('base64')}`] })

describe('a proof of one entry', () => {
  it('holds, with its content and without it', () => {
    expect(failed(made())).toEqual([])
    expect(report(made(body('{"a":1}')))).toMatchObject({ ok: true, claim: { body: '{"a":1}', index: '0', size: '1' } })
  })
  it('holds under the key that was given, however it was copied', () => {
    expect(failed(made(), ` ${key.vkey}\n`)).toEqual([])
    expect(failed(made(), keyFrom(8).vkey)).toEqual(['key'])
  })
  it('may be two million bytes long', () => {
    const length = (text: string) => Buffer.byteLength(text)
    const padded = (size: number) => made(body('x'.repeat(size)))
    const fill = 2_000_000 - length(padded(0))
    expect(length(padded(fill))).toBe(2_000_000)
    expect(failed(padded(fill))).toEqual([])
    expect(report(padded(fill + 1)).steps[0]?.detail.en).toContain('too large')
  })

  it.each<[string, string]>([
    ['a leaf of another version', made({ leaf: leafFor('{}', { v: 2 }) })],
    ['a member too many', made({ leaf: leafFor('{}', { more: 1 }) })],
    ['a digest in capitals', made({ leaf: leafFor('{}', { digest: 'A'.repeat(64) }) })],
    ['a digest in a list', made({ leaf: leafFor('{}', { digest: ['a'.repeat(64)] }) })],
    ['no digest', made({ leaf: leafFor('{}', { digest: undefined }) })],
    ['a number for an id', made({ leaf: leafFor('{}', { id: 1 }) })],
    ['a number for a type', made({ leaf: leafFor('{}', { type: 1 }) })],
    ['a number for a subject', made({ leaf: leafFor('{}', { subject: 1 }) })],
    ['a number for a time', made({ leaf: leafFor('{}', { at: 1 }) })],
    ['a leaf that is nothing', made({ leaf: 'null' })],
    ['a leaf that is a word', made({ leaf: '"leaf"' })],
    ['a leaf that is no JSON', made({ leaf: '{' })],
    ['no key', made().replace(/^vkey .*\n/m, '')],
    ['no leaf', made().replace(/^leaf .*\n/m, '')],
    ['salt without a body', made({ content: [`salt ${salt.toString('base64')}`] })],
    ['a body without salt', made({ content: ['body {}'] })],
    ['a log without a name', made({ origin: '' })],
    ['a size that is no number', made({ size: '01' })],
    ['an index that is no number', made({ index: '-0' })],
    ['a root of 31 bytes', made({ root: (leaf) => leaf.subarray(1) })],
    ['a hash of 31 bytes', made({ path: [Buffer.alloc(31)] })],
    ['a path of 64 hashes', made({ path: Array<Buffer>(64).fill(Buffer.alloc(32)) })],
  ])('is not well formed with %s', (_name, text) => expect(failed(text)).toEqual(['format']))
  it('is not well formed when it ends before its end', () => {
    const lines = made(body('{}')).split('\n')
    for (let count = 1; count < lines.length - 1; count += 1) expect(failed(`${lines.slice(0, count).join('\n')}\n`)).toEqual(['format'])
  })

  const other = Buffer.alloc(32, 9)
  const beside = (leaf: Buffer): Buffer => sha256(Buffer.of(1), other, leaf)
  it.each<[string, string, readonly string[]]>([
    ['a path that is too long, though its root fits', made({ path: [other], root: beside }), ['inclusion']],
    ['an entry behind the end, though its root fits', made({ index: '1', path: [other], root: beside }), ['inclusion']],
    ['63 hashes that lead nowhere', made({ path: Array<Buffer>(63).fill(other) }), ['inclusion']],
    ['a key of another kind', made({ by: keyFrom(7, key.name, 2) }), ['key', 'signature']],
    ['a key whose id is not its own', made({ vkey: key.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+') }), ['key', 'signature']],
    ['the key of another log', made({ origin: 'other.test/log' }), ['key']],
    ['another content', made({ ...body('{}'), leaf: leafFor('{"a":1}') }), ['content']],
  ])('does not hold with %s', (_name, text, steps) => expect(failed(text)).toEqual(steps))
  it('says so of the step that does not hold, and of the others what they prove', () => {
    const said = (text: string) => Object.fromEntries(report(text).steps.map((step) => [step.name, step.detail.en]))
    expect(said(made())).toMatchObject({ signature: expect.stringContaining('signed the checkpoint'), inclusion: expect.stringContaining('entry 0 (from 0)') })
    expect(said(made({ path: [other] }))).toMatchObject({
      signature: expect.stringContaining('signed'),
      inclusion: expect.stringContaining('is not in the log'),
    })
    expect(said(made({ by: keyFrom(7, key.name, 2) }))).toMatchObject({ signature: 'The signature of the checkpoint is not valid.' })
  })
})

describe('from a trusted key to the next', () => {
  const [first, second, third] = [keyFrom(1), keyFrom(2), keyFrom(3)]
  const handOver = (by: typeof key, members: object, type = 'evidence.key_handed_over'): string => {
    const text = JSON.stringify(members)
    return made({ ...body(text), by, leaf: leafFor(text, { type }) })
  }
  const toSecond = handOver(first, { previous: first.vkey, vkey: second.vkey })
  const toThird = handOver(second, { previous: second.vkey, vkey: third.vkey })

  it('leads every hand-over, in whatever order they come', () => {
    expect(followKeys(crypto, first.vkey, [toThird, toSecond])).toEqual([first.vkey, second.vkey, third.vkey])
    expect(followKeys(crypto, second.vkey, [toThird, toSecond])).toEqual([second.vkey, third.vkey])
  })
  it.each<[string, string]>([
    ['another fact', handOver(first, { previous: first.vkey, vkey: second.vkey }, 'listing.opened')],
    ['a key that speaks for another', handOver(first, { previous: third.vkey, vkey: second.vkey })],
    ['a key of another log', handOver(first, { previous: first.vkey, vkey: keyFrom(2, 'other.test/log').vkey })],
    ['a list of keys', handOver(first, { previous: first.vkey, vkey: [second.vkey] })],
    ['no key', handOver(first, { previous: first.vkey })],
    ['a content that is no JSON', made({ ...body('{'), by: first, leaf: leafFor('{', { type: 'evidence.key_handed_over' }) })],
    ['a content that is nothing', made({ ...body('null'), by: first, leaf: leafFor('null', { type: 'evidence.key_handed_over' }) })],
    ['a proof without content', made({ by: first, leaf: leafFor('{}', { type: 'evidence.key_handed_over' }) })],
    ['a proof that was changed', toSecond.replace('lot_1', 'lot_2')],
    ['a stranger', toThird],
    ['no proof at all', 'zhepai-proof@v1\n'],
  ])('does not lead %s', (_name, proof) => expect(followKeys(crypto, first.vkey, [proof])).toEqual([first.vkey]))
  it('one text may hold several proofs', () => {
    expect(proofsIn(`${toSecond}${toThird}`)).toEqual([toSecond, toThird])
    expect(proofsIn(`before\n${toSecond}`)).toEqual([toSecond])
    expect(proofsIn('nothing')).toEqual([])
  })
})
