import { describe, expect, it } from 'vitest'
import { base64Of } from '#kernel/bytes.ts'
import { isPublicKey } from '../core/policy.ts'
import { newOfficerKey, readKeyFile, unlockOfficerKey } from './officer-key.ts'
import { sealingCrypto } from './sealing-crypto.ts'

const passphrase = '钱塘江 边的 三棵 樟树'

describe('a key file', () => {
  it('is opened by its passphrase, to a key that cannot be taken out', async () => {
    const made = await newOfficerKey({ by: 'passphrase', passphrase })
    expect(isPublicKey(made.publicKey)).toBe(true)
    const file = readKeyFile(made.file)
    const pair = file && (await unlockOfficerKey(file, { passphrase }))
    expect(pair?.privateKey.extractable).toBe(false)
    await expect(globalThis.crypto.subtle.exportKey('pkcs8', pair?.privateKey as CryptoKey)).rejects.toThrow()
    expect(file && (await unlockOfficerKey(file, { passphrase: `${passphrase}。` }))).toBeNull()
  })

  it('is opened by what its passkey answers', async () => {
    const output = sealingCrypto.random(32)
    const made = await newOfficerKey({ by: 'passkey', credential: 'Y3JlZA==', input: base64Of(sealingCrypto.random(32)), output })
    const file = readKeyFile(made.file)
    expect(file?.lock).toMatchObject({ by: 'passkey', credential: 'Y3JlZA==' })
    expect(file && (await unlockOfficerKey(file, { output }))?.privateKey.extractable).toBe(false)
    expect(file && (await unlockOfficerKey(file, { output: sealingCrypto.random(32) }))).toBeNull()
  })

  it('does not pass with the public half of another key', async () => {
    const [one, two] = [await newOfficerKey({ by: 'passphrase', passphrase }), await newOfficerKey({ by: 'passphrase', passphrase })]
    const mixed = readKeyFile(one.file.replace(one.publicKey, two.publicKey))
    expect(mixed && (await unlockOfficerKey(mixed, { passphrase }))).toBeNull()
  })

  it('is told from anything else', () => {
    expect(['', '{}', 'null', '[]', '{"format":"zhepai-officer-key@v1"}'].map(readKeyFile)).toEqual([null, null, null, null, null])
  })
})
