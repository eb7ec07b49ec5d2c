/** Organisations of the market: kinds, states, and who may speak for them in which role. */
import type { Actor, Role } from '#kernel/actor.ts'
import { actsFor, holdsRole } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'
import { ok, refuse } from '#kernel/result.ts'
import { creditCodeProblem, codeAsMeant, regionOfCreditCode, type CreditCodeProblem } from './credit-code.ts'
import { isRegion } from './region.ts'

export const ORGANISATION_KINDS = ['university', 'institute', 'enterprise', 'broker', 'insurer', 'market', 'government', 'person'] as const
/** `person`: a natural person as a side of a deal; comes into being with the deal, never by registration. */
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]
/** Kinds that a person may register without an administrator. */
export const SELF_REGISTERED_KINDS = ['enterprise', 'broker', 'insurer'] as const

/** Legal nature as in the registration form of technology contracts. */
export const LEGAL_NATURES = ['010', '020', '021', '022', '023', '030', '100', '200', '300', '400'] as const
export type LegalNature = (typeof LEGAL_NATURES)[number]

const USUAL_NATURE: Readonly<Record<OrganisationKind, LegalNature>> = {
  university: '022',
  institute: '021',
  enterprise: '100',
  broker: '100',
  insurer: '100',
  market: '020',
  government: '010',
  person: '400',
}

export const organisationLife = lifecycle({
  initial: 'registered',
  states: {
    registered: { verify: 'verified', refuse: 'refused' },
    refused: { resubmit: 'registered', close: 'closed' },
    verified: { suspend: 'suspended', close: 'closed' },
    suspended: { reinstate: 'verified', close: 'closed' },
    closed: {},
  },
})
export type OrganisationState = (typeof organisationLife.states)[number]
/** The clerk decides in the days of the rule; what was refused comes back corrected. */
export const ORGANISATION_WAITS: Waits<OrganisationState, 'verify' | 'resubmit', 'market' | 'itself'> = {
  registered: [{ act: 'verify', of: 'market', roles: ['clerk'] }],
  refused: [{ act: 'resubmit', of: 'itself', roles: ['enterprise', 'approver'] }],
  verified: [],
  suspended: [],
  closed: [],
}
export type OrganisationEvent = 'verify' | 'refuse' | 'suspend' | 'reinstate'

export interface Organisation {
  readonly id: string
  readonly kind: OrganisationKind
  readonly name: Bilingual
  /** Empty for a natural person: identity-card numbers are not kept. */
  readonly creditCode: string
  readonly region: string
  readonly legalNature: LegalNature
  readonly state: OrganisationState
  /** Why it was refused or suspended; empty otherwise. */
  readonly stateReason: string
  /** File of the licence that the applicant brought. */
  readonly licenceDocumentId: string | null
}

const ROLES_BY_KIND: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  university: ['researcher', 'expert', 'tto', 'approver'],
  institute: ['researcher', 'expert', 'tto', 'approver'],
  enterprise: ['enterprise', 'expert', 'approver'],
  // An auction house brings its own auctioneers.
  broker: ['enterprise', 'expert', 'approver', 'auctioneer'],
  insurer: ['enterprise', 'expert', 'approver'],
  market: ['clerk', 'finance', 'auctioneer', 'approver', 'admin'],
  government: ['regulator', 'approver', 'admin'],
  // Acts alone: nobody is brought in.
  person: [],
}
export const rolesOf = (kind: OrganisationKind): readonly Role[] => ROLES_BY_KIND[kind]

export interface OrganisationDraft {
  readonly kind: OrganisationKind
  readonly name: Bilingual
  readonly creditCode: string
  readonly region?: string | undefined
  readonly legalNature?: LegalNature | undefined
}

/** A number that may be a person's is not repeated, not even to whoever typed it. */
export const refuseCode = (problem: CreditCodeProblem, creditCode: string) =>
  refuse(`party.credit_code_${problem}`, problem === 'personal' ? {} : { creditCode }, { field: 'creditCode' })

/**
 * Checks and completes what was typed: the code's check sign, a region of GB/T 2260, the usual legal nature of the kind. `byHand`: an officer
 * has accepted this very code.
 */
export const decideDraft = (draft: OrganisationDraft, { byHand = false }: { readonly byHand?: boolean } = {}) => {
  const creditCode = codeAsMeant(draft.creditCode)
  const problem = creditCodeProblem(creditCode, { byHand })
  if (problem) return refuseCode(problem, creditCode)
  const region = draft.region ?? regionOfCreditCode(creditCode)
  if (!isRegion(region)) return refuse('party.region_unknown', { region }, { field: 'region' })
  return ok({ kind: draft.kind, name: draft.name, creditCode, region, legalNature: draft.legalNature ?? USUAL_NATURE[draft.kind] })
}

/** How a natural person stands in the rows and facts of organisations: the name is the person's alone, and goes with it. */
export const NATURAL_PERSON: Bilingual = { zh: '自然人', en: 'Natural person' }
export const registeredName = ({ kind, name }: Pick<Organisation, 'kind' | 'name'>): Bilingual => (kind === 'person' ? NATURAL_PERSON : name)

/** HK, Macao, Taiwan: outside the customs territory, as abroad. */
const REGIONS_OUTSIDE = /^(?:71|81|82)/
const NATURES_OUTSIDE: readonly LegalNature[] = ['200', '300']

/** Not of the mainland: what passes to it is an export (Regulations on Technology Import and Export art. 2). */
export const isOfAbroad = ({ region, legalNature }: Pick<Organisation, 'region' | 'legalNature'>): boolean =>
  REGIONS_OUTSIDE.test(region) || NATURES_OUTSIDE.includes(legalNature)

/** A clerk decides about organisations he does not act for himself. */
export const decideState = (organisation: Organisation, actor: Actor, event: OrganisationEvent) => {
  if (!holdsRole(actor, 'clerk')) return refuse('party.clerk_only.forbidden')
  if (actsFor(actor, organisation.id)) return refuse('party.own_organisation.forbidden')
  const next = organisationLife.next(organisation.state, event)
  return next ? ok(next) : refuse('party.state_does_not_allow', { state: organisation.state })
}

/** Verified ones are public; others, and natural persons, only to themselves and the officers. */
export const maySee = (organisation: Organisation, actor: Actor): boolean =>
  (organisation.kind !== 'person' && (organisation.state === 'verified' || organisation.state === 'suspended')) ||
  actsFor(actor, organisation.id) ||
  isOfficer(actor)

export const isOfficer = (actor: Actor): boolean =>
  actor.kind === 'system' || holdsRole(actor, 'clerk') || holdsRole(actor, 'admin') || holdsRole(actor, 'regulator')
