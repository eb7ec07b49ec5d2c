/**
 * Who may bind an organisation electronically. The power of an agent is in writing, with name, matters and time (Civil Code art. 165); that an
 * electronic confirmation counts as a signature is agreed beforehand (E-Signature Law art. 13). The legal representative needs no letter: that
 * somebody is one, an officer compares with the register. A natural person acts as such (`self`).
 */
import { actsBy, type Permit, type Verdict } from '#kernel/acts.ts'
import { actsFor, holdsRole, type Actor, type Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Waits } from '#kernel/waiting.ts'
import type { OrganisationKind } from './organisation.ts'

export const AUTHORITY_BASES = ['delegated', 'representative', 'self'] as const
/** What is filed; a natural person's own needs no filing. */
export const FILED_BASES = ['delegated', 'representative'] as const
export type AuthorityBasis = (typeof AUTHORITY_BASES)[number]
/** What somebody is empowered to: agree to the method, confirm a sale, conclude a contract. */
export const AUTHORITY_MATTERS = ['agreement', 'sale', 'contract'] as const
export type AuthorityMatter = (typeof AUTHORITY_MATTERS)[number]
/** Roles in which people sign for an organisation. */
export const SIGNING_ROLES = ['tto', 'approver', 'enterprise'] as const satisfies readonly Role[]
export const signs = (actor: Actor, organisationId: string): boolean => SIGNING_ROLES.some((role) => holdsRole(actor, role, organisationId))

/** Kinds of organisations that make deals. */
export const SIGNING_KINDS: readonly OrganisationKind[] = ['university', 'institute', 'enterprise', 'broker', 'insurer', 'person']

export const authorityLife = lifecycle({
  initial: 'filed',
  states: {
    filed: { confirm: 'confirmed', refuse: 'refused', revoke: 'revoked' },
    confirmed: { revoke: 'revoked' },
    refused: {},
    revoked: {},
  },
})
export type AuthorityState = (typeof authorityLife.states)[number]
export type AuthorityEvent = 'confirm' | 'refuse' | 'revoke'

export const AUTHORITY_WAITS: Waits<AuthorityState, 'confirm' | 'check', 'itself' | 'market'> = {
  filed: [
    { act: 'confirm', of: 'itself', roles: SIGNING_ROLES },
    { act: 'check', of: 'market', roles: ['clerk'] },
  ],
  confirmed: [],
  refused: [],
  revoked: [],
}

/** What an organisation lacks before anybody can confirm electronically for it. */
export const SIGNING_WAITS: Waits<'unauthorised' | 'unagreed', 'authorise' | 'agree', 'itself'> = {
  unauthorised: [{ act: 'authorise', of: 'itself', roles: SIGNING_ROLES }],
  unagreed: [{ act: 'agree', of: 'itself', roles: SIGNING_ROLES }],
}

export interface Authority {
  readonly id: string
  readonly organisationId: string
  readonly personId: string
  readonly basis: AuthorityBasis
  readonly matters: readonly AuthorityMatter[]
  readonly validFrom: Instant
  /** Null: as long as the person is the legal representative. */
  readonly validUntil: Instant | null
  /** The signed and sealed letter; null for the legal representative. */
  readonly letterDocumentId: string | null
  readonly state: AuthorityState
  readonly filedBy: string | null
}

export type AuthorityDraft = Pick<Authority, 'organisationId' | 'personId' | 'basis' | 'matters' | 'validFrom' | 'validUntil' | 'letterDocumentId'>

const forbidden = () => refuse('party.authority.forbidden')

export const permitFiling = (actor: Actor, organisationId: string): Result<null> => (signs(actor, organisationId) ? ok(null) : forbidden())

/** A letter says who, what for and how long (Civil Code art. 165); the legal representative is one by law, without a letter. */
export const decideFiling = (actor: Actor, draft: AuthorityDraft, now: Instant): Result<null> => {
  const permitted = permitFiling(actor, draft.organisationId)
  if (!permitted.ok) return permitted
  if (draft.basis === 'representative') return ok(null)
  if (draft.letterDocumentId === null) return refuse('party.authority_paper_missing', {}, { field: 'letterDocumentId' })
  if (draft.validUntil === null || draft.validUntil <= draft.validFrom || draft.validUntil <= now)
    return refuse('party.authority_period', {}, { field: 'validUntil' })
  return ok(null)
}

const isClerkOutside = (actor: Actor, { organisationId }: Pick<Authority, 'organisationId'>): boolean =>
  holdsRole(actor, 'clerk') && !actsFor(actor, organisationId)

/** Another person of the organisation, neither who filed nor who is empowered; an officer of the market; for the legal representative the officer alone. */
const permitDecision = (actor: Actor, authority: Authority): Result<null> => {
  if (isClerkOutside(actor, authority)) return ok(null)
  if (!signs(actor, authority.organisationId)) return forbidden()
  if (authority.basis === 'representative') return refuse('party.authority_by_officer')
  return actor.personId === authority.filedBy || actor.personId === authority.personId ? refuse('party.authority_own') : ok(null)
}

const permitEvent =
  (event: AuthorityEvent): Permit<Authority> =>
  (actor, authority) => {
    const permitted =
      event === 'revoke'
        ? isClerkOutside(actor, authority) || signs(actor, authority.organisationId)
          ? ok(null)
          : forbidden()
        : permitDecision(actor, authority)
    if (!permitted.ok) return permitted
    return authorityLife.next(authority.state, event) === null ? refuse('party.authority_wrong_state', { state: authority.state }) : ok(null)
  }

export const AUTHORITY_ACTS = ['confirm', 'refuse', 'revoke'] as const
const AUTHORITY_PERMITS = { confirm: permitEvent('confirm'), refuse: permitEvent('refuse'), revoke: permitEvent('revoke') } as const

export const decideAuthority = (actor: Actor, authority: Authority, event: AuthorityEvent): Result<AuthorityState> => {
  const permitted = AUTHORITY_PERMITS[event](actor, authority)
  return permitted.ok ? ok(authorityLife.next(authority.state, event) ?? authority.state) : permitted
}
const table = actsBy<AuthorityEvent, Authority>(AUTHORITY_PERMITS)
export const authorityActs = (actor: Actor, authority: Authority): Verdict<AuthorityEvent>[] => table(actor, authority)

export const isInForce = ({ state, validFrom, validUntil }: Pick<Authority, 'state' | 'validFrom' | 'validUntil'>, at: Instant): boolean =>
  state === 'confirmed' && validFrom <= at && (validUntil === null || at < validUntil)

/** The authority by which one of an organisation's people acts in a matter, or what is missing; `authorities` are that person's in that organisation. */
export const authorityFor = (authorities: readonly Authority[], matter: AuthorityMatter, at: Instant): Result<string> => {
  const covering = authorities.filter(({ matters, state }) => matters.includes(matter) && state === 'confirmed')
  const standing = covering.find((authority) => isInForce(authority, at))
  if (standing) return ok(standing.id)
  return covering.some(({ validUntil }) => validUntil !== null && validUntil <= at) ? refuse('party.authority_ended') : refuse('party.authority_not_on_file')
}
