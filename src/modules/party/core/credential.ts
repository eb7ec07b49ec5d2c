/**
 * What an auction needs beside the market itself: the licence of the house (Auction Law art. 11) and the certificate of the person who presides (art. 14, 16).
 * Filed with the paper, checked by another; both hold until their last day or until they are revoked.
 */
import { actsBy, type Permit, type Verdict } from '#kernel/acts.ts'
import { actsFor, holdsRole, type Actor, type Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Waits } from '#kernel/waiting.ts'
import type { OrganisationKind } from './organisation.ts'

export const CREDENTIAL_KINDS = ['auction_licence', 'auctioneer_certificate'] as const
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number]

/** Kinds of organisations that may be an auction house: the market's own operator, or an enterprise that serves sellers. */
export const AUCTION_HOUSE_KINDS: readonly OrganisationKind[] = ['market', 'broker', 'enterprise']
/** Who brings the papers of a house. */
const FILING_ROLES = ['approver', 'enterprise', 'admin'] as const satisfies readonly Role[]

export const credentialLife = lifecycle({
  initial: 'filed',
  states: {
    filed: { confirm: 'confirmed', refuse: 'refused' },
    confirmed: { revoke: 'revoked' },
    refused: {},
    revoked: {},
  },
})
export type CredentialState = (typeof credentialLife.states)[number]
export type CredentialEvent = 'confirm' | 'refuse' | 'revoke'

export const CREDENTIAL_WAITS: Waits<CredentialState, 'check', 'market'> = {
  filed: [{ act: 'check', of: 'market', roles: ['clerk'] }],
  confirmed: [],
  refused: [],
  revoked: [],
}

export interface Credential {
  readonly id: string
  readonly organisationId: string
  readonly kind: CredentialKind
  /** The auctioneer; null for the licence of the house. */
  readonly personId: string | null
  /** As the paper says it. */
  readonly number: string
  readonly issuer: string
  readonly validFrom: Instant
  readonly validUntil: Instant
  readonly paperDocumentId: string
  readonly state: CredentialState
  readonly filedBy: string | null
}
export type CredentialDraft = Omit<Credential, 'id' | 'state' | 'filedBy'>

const forbidden = () => refuse('party.credential.forbidden')

export const bringsCredentials = (actor: Actor, organisationId: string): boolean => FILING_ROLES.some((role) => holdsRole(actor, role, organisationId))

const permitCredentialFiling = (actor: Actor, house: { readonly id: string; readonly kind: OrganisationKind }): Result<null> => {
  if (!bringsCredentials(actor, house.id)) return forbidden()
  return AUCTION_HOUSE_KINDS.includes(house.kind) ? ok(null) : refuse('party.credential_not_of_kind')
}

interface Filing {
  readonly house: { readonly id: string; readonly kind: OrganisationKind }
  /** Of this house, in this role. */
  readonly auctioneerIds: readonly string[]
  readonly now: Instant
}

export const decideCredential = (actor: Actor, draft: CredentialDraft, { house, auctioneerIds, now }: Filing): Result<null> => {
  const permitted = permitCredentialFiling(actor, house)
  if (!permitted.ok) return permitted
  if (draft.validUntil <= draft.validFrom || draft.validUntil <= now) return refuse('party.credential_period', {}, { field: 'validUntil' })
  if ((draft.kind === 'auctioneer_certificate') !== (draft.personId !== null)) return refuse('party.credential_person', {}, { field: 'personId' })
  const isOurs = draft.personId === null || auctioneerIds.includes(draft.personId)
  return isOurs ? ok(null) : refuse('party.credential_not_auctioneer', {}, { field: 'personId' })
}

export const mayFileCredential = permitCredentialFiling

/** A clerk who neither filed it nor is named in it; of another house's papers one who does not act for that house. */
const permitCheck = (actor: Actor, credential: Credential, isMarkets: boolean): Result<null> => {
  if (!holdsRole(actor, 'clerk') || (!isMarkets && actsFor(actor, credential.organisationId))) return forbidden()
  return actor.personId === credential.filedBy || actor.personId === credential.personId ? refuse('party.credential_own') : ok(null)
}

export interface CheckedCredential extends Credential {
  /** It is of the market's own operator: a colleague of another person checks it. */
  readonly isMarkets: boolean
}

const permitEvent =
  (event: CredentialEvent): Permit<CheckedCredential> =>
  (actor, credential) => {
    const isOwners = event === 'revoke' && bringsCredentials(actor, credential.organisationId)
    const permitted = isOwners ? ok(null) : permitCheck(actor, credential, credential.isMarkets)
    if (!permitted.ok) return permitted
    return credentialLife.next(credential.state, event) === null ? refuse('party.credential_wrong_state', { state: credential.state }) : ok(null)
  }

export const CREDENTIAL_ACTS = ['confirm', 'refuse', 'revoke'] as const
const PERMITS = { confirm: permitEvent('confirm'), refuse: permitEvent('refuse'), revoke: permitEvent('revoke') } as const
const table = actsBy<CredentialEvent, CheckedCredential>(PERMITS)
export const credentialActs = (actor: Actor, credential: CheckedCredential): Verdict<CredentialEvent>[] => table(actor, credential)

export const stepCredential = (actor: Actor, credential: CheckedCredential, event: CredentialEvent): Result<CredentialState> => {
  const permitted = PERMITS[event](actor, credential)
  return permitted.ok ? ok(credentialLife.next(credential.state, event) ?? credential.state) : permitted
}

export const holdsAt = ({ state, validFrom, validUntil }: Pick<Credential, 'state' | 'validFrom' | 'validUntil'>, at: Instant): boolean =>
  state === 'confirmed' && validFrom <= at && at < validUntil
