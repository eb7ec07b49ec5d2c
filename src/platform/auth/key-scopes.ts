/** What a key for a program may do: read or write, everywhere or in one module. Pure. */
import { z } from 'zod'

/** `read`, `write`, `read:ledger`, `write:auction`. Writing includes reading. */
export const KEY_SCOPE = z.string().regex(/^(read|write)(:[a-z]{2,30})?$/)

export type KeyPermissions = Readonly<Record<string, readonly string[]>>

const EVERYWHERE = 'all'

/** The account service keeps permissions by resource. */
export const permissionsOf = (scopes: readonly string[]): Record<string, string[]> => {
  const permissions: Record<string, string[]> = {}
  for (const scope of scopes) {
    const [verb = '', module = EVERYWHERE] = scope.split(':')
    permissions[module] = [...new Set([...(permissions[module] ?? []), verb])]
  }
  return permissions
}

export const keyMay = (permissions: KeyPermissions, module: string, verb: 'read' | 'write'): boolean =>
  [EVERYWHERE, module].some((where) => {
    const verbs = permissions[where] ?? []
    return verbs.includes(verb) || verbs.includes('write')
  })
