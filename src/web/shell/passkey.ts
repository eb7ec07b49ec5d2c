/** Passkeys need the browser; everything else about accounts goes by forms. */

interface PasskeyOptions {
  readonly challenge: string
}

/** Newer than the type library of the DOM: the browser reads and writes the JSON form itself. */
interface JsonCredentials {
  readonly parseCreationOptionsFromJSON: (options: PasskeyOptions) => PublicKeyCredentialCreationOptions
  readonly parseRequestOptionsFromJSON: (options: PasskeyOptions) => PublicKeyCredentialRequestOptions
}

const jsonCredentials = (): JsonCredentials | null => {
  if (typeof PublicKeyCredential === 'undefined') return null
  const credentials = PublicKeyCredential as unknown as Partial<JsonCredentials>
  return credentials.parseCreationOptionsFromJSON && credentials.parseRequestOptionsFromJSON ? (credentials as JsonCredentials) : null
}

export const canUsePasskeys = (): boolean => jsonCredentials() !== null

/** The second factor has to be shown first. */
export class NeedsProof extends Error {}

const call = async (path: string, body?: object): Promise<unknown> => {
  const response = await fetch(`/api/auth/passkey/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  if (response.status === 403) throw new NeedsProof(path)
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}

const toJson = (credential: Credential | null): object => {
  if (credential === null) throw new Error('no credential was made')
  return (credential as unknown as { readonly toJSON: () => object }).toJSON()
}

/** Throws when the visitor cancels or the server does not believe the answer. */
export const logInWithPasskey = async (): Promise<void> => {
  const options = (await call('generate-authenticate-options')) as PasskeyOptions
  const publicKey = jsonCredentials()?.parseRequestOptionsFromJSON(options)
  if (!publicKey) throw new Error('passkeys are not supported')
  const credential = await navigator.credentials.get({ publicKey })
  await call('verify-authentication', { response: toJson(credential) })
}

export const addPasskey = async (): Promise<void> => {
  const options = (await call('generate-register-options')) as PasskeyOptions
  const publicKey = jsonCredentials()?.parseCreationOptionsFromJSON(options)
  if (!publicKey) throw new Error('passkeys are not supported')
  const credential = await navigator.credentials.create({ publicKey })
  await call('verify-registration', { response: toJson(credential) })
}
