import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { base64Of, bytesOfBase64 } from '#kernel/bytes.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Result } from '#kernel/result.ts'
import { dealing } from '../../../../test/kit/sealing.ts'
import type { SealingCrypto } from '../core/crypto.ts'
import { readEnvelope } from '../core/envelope.ts'
import { MAX_STEPS, policyText, PRICE_STEP, type Policy } from '../core/policy.ts'
import { admitEnvelope, openEnvelope, openShare, sealEnvelope, type Admitted, type ToAdmit } from '../core/seal.ts'
import { openerOf, sealingCrypto } from './sealing-crypto.ts'

const BIDDER = 'org_bidder'
const BOX = 'box_one'
const { subtle } = globalThis.crypto

interface Officer {
  readonly key: string
  readonly publicKey: string
  readonly pair: CryptoKeyPair
}

const newOfficer = async (key: string): Promise<Officer> => {
  const pair = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  return { key, pair, publicKey: base64Of(new Uint8Array(await subtle.exportKey('raw', pair.publicKey))) }
}

let officers: readonly Officer[]
let stranger: Officer
beforeAll(async () => {
  officers = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => newOfficer(`oky_${name}`)))
  stranger = await newOfficer('oky_stranger')
})

const policyOf = (n: number, k: number, change: Partial<Policy> = {}): Policy => ({
  v: 1,
  box: BOX,
  step: PRICE_STEP,
  steps: 1,
  threshold: k,
  officers: officers.slice(0, n).map(({ key, publicKey }) => ({ key, publicKey })),
  ...change,
})

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code)
const namedIn = (result: Result<unknown>): string => (result.ok ? '' : String(result.refusal.params['officers']))

const PRICE = { priceMinor: '128000000', note: '投标函' }
const sealed = async (policy: Policy, payload: Json = PRICE, crypto: SealingCrypto = sealingCrypto) =>
  must(await sealEnvelope(crypto, { policy: policyText(policy), bidder: BIDDER, payload })).text
const admitting = (policy: Policy, text: string, change: Partial<ToAdmit> = {}) =>
  admitEnvelope(sealingCrypto, { policy: policyText(policy), bidder: BIDDER, text, ...change })
const sharesOf = async (envelope: Admitted, keys: readonly string[]): Promise<Map<string, Uint8Array>> => {
  const shares = new Map<string, Uint8Array>()
  for (const key of keys) {
    const officer = officers.find((each) => each.key === key) ?? stranger
    shares.set(key, must(await openShare(sealingCrypto, envelope, key, openerOf(officer.pair))))
  }
  return shares
}

/** n officers of whom k open, and a choice among them. */
const settings = fc
  .integer({ min: 2, max: 7 })
  .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 2, max: n })))
  .chain(([n, k]) => fc.record({ n: fc.constant(n), k: fc.constant(k), order: fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }) }))

describe('an envelope', () => {
  it('is opened by any k of n officers to what was put in, and by fewer never', async () => {
    await fc.assert(
      fc.asyncProperty(settings, fc.jsonValue({ maxDepth: 3 }), async ({ n, k, order }, value) => {
        const payload = JSON.parse(JSON.stringify(value)) as Json
        const policy = policyOf(n, k)
        const envelope = must(await admitting(policy, await sealed(policy, payload)))
        const keys = order.map((at) => officers[at]?.key ?? '')
        const shares = await sharesOf(envelope, keys)
        const first = (count: number) => new Map([...shares].slice(0, count))
        expect(must(await openEnvelope(sealingCrypto, envelope, first(k)))).toEqual(payload)
        expect(must(await openEnvelope(sealingCrypto, envelope, first(n)))).toEqual(payload)
        expect(codeOf(await openEnvelope(sealingCrypto, envelope, first(k - 1)))).toBe('sealing.too_few_shares')
      }),
      { numRuns: 25 },
    )
  })

  it('has the same length whatever the price is', async () => {
    const policy = policyOf(3, 2)
    const lengths = fc.sample(fc.bigInt({ min: 0n, max: 10n ** 17n }), 10)
    const texts = await Promise.all(lengths.map((minor) => sealed(policy, { priceMinor: String(minor) })))
    expect(new Set(texts.map((text) => text.length)).size).toBe(1)
  })

  it('shows no price: not as text, not in base64, and not twice the same', async () => {
    const policy = policyOf(3, 2)
    const [one, two] = [await sealed(policy), await sealed(policy)]
    expect(one).not.toBe(two)
    for (const text of [one, two]) {
      const body = Buffer.from(must(readEnvelope(text)).body).toString('latin1')
      for (const price of [PRICE.priceMinor, Buffer.from(PRICE.priceMinor).toString('base64')]) expect(text + body).not.toContain(price)
    }
  })

  it('is refused, or does not open, when one byte of it is another one', async () => {
    const policy = policyOf(3, 2)
    const text = await sealed(policy)
    const whole = must(await admitting(policy, text))
    const shares = await sharesOf(whole, ['oky_a', 'oky_b'])
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'09afAFzZ+/{"\n'), async (at, sign) => {
        fc.pre(text[at] !== sign)
        const changed = await admitting(policy, `${text.slice(0, at)}${sign}${text.slice(at + 1)}`)
        expect(changed.ok ? codeOf(await openEnvelope(sealingCrypto, changed.value, shares)) : changed.refusal.code).not.toBe('ok')
      }),
      { numRuns: 150 },
    )
  })

  it('that is cut off is refused, wherever it is cut', async () => {
    const policy = policyOf(3, 2)
    const text = await sealed(policy)
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (length) => {
        expect(codeOf(await admitting(policy, text.slice(0, length)))).toMatch(/^sealing\.(?:envelope_truncated|envelope_malformed)$/)
      }),
      { numRuns: 60 },
    )
    const { headLine, body } = must(readEnvelope(text))
    expect(codeOf(await admitting(policy, `zhepai-envelope@v1\n${headLine}\n${base64Of(body.slice(0, -1))}\n`))).toBe('sealing.envelope_truncated')
    expect(codeOf(await admitting(policy, text.slice(0, -1)))).toBe('sealing.envelope_truncated')
  })

  it('belongs to one box, one policy, one bidder and one use', async () => {
    const policy = policyOf(3, 2)
    const text = await sealed(policy)
    expect(codeOf(await admitting(policyOf(3, 2, { box: 'box_two' }), text))).toBe('sealing.other_box')
    expect(codeOf(await admitting(policyOf(3, 3), text))).toBe('sealing.other_policy')
    expect(codeOf(await admitting(policy, text, { bidder: 'org_other' }))).toBe('sealing.other_bidder')
    expect(codeOf(await admitting(policy, text, { use: 'rehearsal' }))).toBe('sealing.other_use')
    expect(codeOf(await admitting(policy, 'what is this'))).toBe('sealing.envelope_malformed')
  })

  it('is not larger than its policy allows', async () => {
    const policy = policyOf(2, 2)
    const big = { note: 'x'.repeat(PRICE_STEP) }
    expect(codeOf(await sealEnvelope(sealingCrypto, { policy: policyText(policy), bidder: BIDDER, payload: big }))).toBe('sealing.too_large')
    const roomy = policyOf(2, 2, { steps: 2 })
    const envelope = must(await admitting(roomy, await sealed(roomy, big)))
    expect(must(await openEnvelope(sealingCrypto, envelope, await sharesOf(envelope, ['oky_a', 'oky_b'])))).toEqual(big)
  })
})

describe('an officer', () => {
  it('opens the own share only', async () => {
    const policy = policyOf(3, 2)
    const envelope = must(await admitting(policy, await sealed(policy)))
    const [a, b] = officers
    expect(codeOf(await openShare(sealingCrypto, envelope, 'oky_a', openerOf((b ?? stranger).pair)))).toBe('sealing.share_unreadable')
    expect(codeOf(await openShare(sealingCrypto, envelope, 'oky_stranger', openerOf(stranger.pair)))).toBe('sealing.other_policy')
    expect(codeOf(await openShare(sealingCrypto, envelope, 'oky_a', openerOf((a ?? stranger).pair)))).toBe('ok')
  })

  it('who rehearses opens no bid, whatever the bid is called', async () => {
    const policy = policyOf(3, 2)
    const envelope = must(await admitting(policy, await sealed(policy)))
    const called = { head: { ...envelope.head, use: 'rehearsal' } } as const
    expect(codeOf(await openShare(sealingCrypto, called, 'oky_a', openerOf((officers[0] ?? stranger).pair)))).toBe('sealing.share_unreadable')
  })

  it('who publishes another share is named, and none is opened', async () => {
    const policy = policyOf(4, 2)
    const envelope = must(await admitting(policy, await sealed(policy)))
    const shares = await sharesOf(envelope, ['oky_a', 'oky_b', 'oky_c'])
    const forged = new Map([...shares, ['oky_b', shares.get('oky_c') ?? new Uint8Array()]])
    expect(namedIn(await openEnvelope(sealingCrypto, envelope, forged))).toBe('oky_b')
    expect(codeOf(await openEnvelope(sealingCrypto, envelope, forged))).toBe('sealing.share_forged')
  })
})

describe('a bidder who deals parts that do not belong together', () => {
  it('is found out by whichever officers open, and the officers are named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 3 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 3, maxLength: 3 }),
        async (wrong, openers) => {
          const policy = policyOf(5, 3)
          const envelope = must(await admitting(policy, await sealed(policy, PRICE, dealing(wrong))))
          const shares = await sharesOf(
            envelope,
            openers.map((at) => officers[at]?.key ?? ''),
          )
          const verdict = await openEnvelope(sealingCrypto, envelope, shares)
          expect(codeOf(verdict)).toBe('sealing.shares_inconsistent')
          if (!openers.some((at) => wrong.includes(at))) expect(namedIn(verdict)).toBe(wrong.map((at) => officers[at]?.key).join(' '))
        },
      ),
      { numRuns: 20 },
    )
  })

  it('is found out when an officer was sealed something else than was committed to', async () => {
    const policy = policyOf(4, 2)
    let calls = 0
    const sealingOther: SealingCrypto = {
      ...sealingCrypto,
      sealTo: (publicKey, what) => {
        calls += 1
        return sealingCrypto.sealTo(publicKey, calls === 4 ? { ...what, plaintext: new Uint8Array(what.plaintext.length) } : what)
      },
    }
    const envelope = must(await admitting(policy, await sealed(policy, PRICE, sealingOther)))
    expect(codeOf(await openShare(sealingCrypto, envelope, 'oky_d', openerOf((officers[3] ?? stranger).pair)))).toBe('sealing.share_unreadable')
    const verdict = await openEnvelope(sealingCrypto, envelope, await sharesOf(envelope, ['oky_a', 'oky_c']))
    expect([codeOf(verdict), namedIn(verdict)]).toEqual(['sealing.shares_inconsistent', 'oky_d'])
  })

  it('is not blamed for an officer who says so falsely: what opens was dealt as it should be', async () => {
    const policy = policyOf(4, 2)
    const envelope = must(await admitting(policy, await sealed(policy)))
    expect(must(await openEnvelope(sealingCrypto, envelope, await sharesOf(envelope, ['oky_b', 'oky_d'])))).toEqual(PRICE)
  })
})

describe('a policy', () => {
  it('is refused unless it is the one text of a sound one', async () => {
    const whole = policyOf(3, 2)
    const again = (change: Partial<Policy>) => policyText({ ...whole, ...change })
    const [one] = whole.officers
    const bad = [
      again({ threshold: 1 }),
      again({ threshold: 4 }),
      again({ step: 1000 }),
      again({ steps: MAX_STEPS + 1 }),
      again({ box: 'a box' }),
      again({ officers: one ? [one, one, one] : [] }),
      again({ officers: whole.officers.map((officer) => ({ ...officer, publicKey: base64Of(new Uint8Array(65)) })) }),
      JSON.stringify(whole, null, 1),
      `${policyText(whole)} `,
      'null',
      '[]',
    ]
    for (const policy of bad) expect(codeOf(await sealEnvelope(sealingCrypto, { policy, bidder: BIDDER, payload: null }))).toBe('sealing.policy_malformed')
    // A point that is not on the curve passes as a text and fails as a key.
    const offCurve = again({
      officers: whole.officers.map((officer, at) => ({ ...officer, publicKey: base64Of(new Uint8Array(65).fill(at + 1).fill(4, 0, 1)) })),
    })
    expect(codeOf(await sealEnvelope(sealingCrypto, { policy: offCurve, bidder: BIDDER, payload: null }))).toBe('sealing.policy_malformed')
  })
})

describe('base64', () => {
  it('is read back as it was written, in one spelling only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = base64Of(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(bytesOfBase64(text)).toEqual(bytes)
      }),
    )
    expect(['A', 'AB', 'AB=', 'AB==CD', 'AR==', 'A-__', 'AAA\n'].map((text) => bytesOfBase64(text))).toEqual(Array(7).fill(null))
    expect(bytesOfBase64('AQ==', 2)).toBeNull()
  })
})
