/** The key of a file, from a passkey of this device (WebAuthn PRF). It logs nobody in: the market knows nothing of it. */
import { base64Of, bytesOfBase64 } from '#kernel/bytes.ts'
import type { Lock, PasskeyLock } from '#modules/sealing/webcrypto/officer-key.ts'

const BYTES = 32
/** ES256 and RS256, which every authenticator knows one of. */
const ALGORITHMS = [-7, -257] as const

interface Prf {
  readonly enabled?: boolean
  readonly results?: { readonly first?: BufferSource }
}

const random = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(BYTES))
const bytesOf = (source: BufferSource): Uint8Array =>
  source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
const prfOf = (credential: Credential | null): Prf =>
  credential === null ? {} : (((credential as PublicKeyCredential).getClientExtensionResults() as { readonly prf?: Prf }).prf ?? {})

/** Null: this passkey does not answer so, or the officer changed his mind. */
export const askPasskey = async ({ credential, input }: Pick<PasskeyLock, 'credential' | 'input'>): Promise<Uint8Array | null> => {
  const [id, first] = [bytesOfBase64(credential), bytesOfBase64(input)]
  if (!id || !first) return null
  try {
    const publicKey = {
      challenge: random(),
      allowCredentials: [{ type: 'public-key' as const, id }],
      userVerification: 'required' as const,
      extensions: { prf: { eval: { first } } },
    }
    const { results } = prfOf(await navigator.credentials.get({ publicKey }))
    return results?.first ? bytesOf(results.first) : null
  } catch {
    return null
  }
}

/** Makes a passkey for this one purpose. Null where the device has none that answers. */
export const newPasskeyLock = async (name: string): Promise<Lock | null> => {
  const input = random()
  try {
    const publicKey = {
      challenge: random(),
      rp: { name: 'Zhepai' },
      user: { id: random(), name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
      authenticatorSelection: { userVerification: 'required' as const },
      extensions: { prf: { eval: { first: input } } },
    }
    const made = await navigator.credentials.create({ publicKey })
    const { enabled, results } = prfOf(made)
    if (!made || enabled !== true) return null
    const credential = base64Of(new Uint8Array((made as PublicKeyCredential).rawId))
    const lock = { credential, input: base64Of(input) }
    const output = results?.first ? bytesOf(results.first) : await askPasskey(lock)
    return output && { by: 'passkey', ...lock, output }
  } catch {
    return null
  }
}
