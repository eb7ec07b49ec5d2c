/** Who acts. The road builds it from the log-in; pure permission functions read it. */
import type { Bilingual } from './bilingual.ts'

export const ROLES = [
  'researcher', // completer of achievements
  'tto', // officer of a university's or institute's transfer office
  'approver', // the second pair of eyes in the same institution
  'enterprise', // acts for an enterprise
  'clerk', // checks lots, parties and notices
  'finance', // bank statements, deposits, payouts
  'auctioneer', // presides over sessions
  'expert', // judges on panels, in person
  'regulator',
  'admin', // accounts and mandates, no business acts
] as const
export type Role = (typeof ROLES)[number]

/** How roles are called everywhere. 拍卖师 is a licensed profession (Auction Law art. 14–16): who presides over the market's own bidding is a host. */
export const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  researcher: { zh: '科研人员', en: 'Researcher' },
  tto: { zh: '技术转移人员', en: 'Transfer officer' },
  approver: { zh: '单位负责人', en: 'Head of organisation' },
  enterprise: { zh: '企业经办人', en: 'Enterprise agent' },
  clerk: { zh: '市场受理员', en: 'Market clerk' },
  finance: { zh: '市场财务', en: 'Market finance officer' },
  auctioneer: { zh: '竞价主持人', en: 'Session host' },
  expert: { zh: '评审专家', en: 'Expert' },
  regulator: { zh: '主管部门', en: 'Regulator' },
  admin: { zh: '系统管理员', en: 'Administrator' },
}

export interface Mandate {
  readonly organisationId: string
  readonly role: Role
}

export interface Actor {
  readonly kind: 'person' | 'system' | 'visitor'
  /** `per_…` for persons, null for visitors and the system. */
  readonly personId: string | null
  readonly mandates: readonly Mandate[]
}

export const VISITOR: Actor = { kind: 'visitor', personId: null, mandates: [] }
export const SYSTEM: Actor = { kind: 'system', personId: null, mandates: [] }

/** True when the actor holds the role, in the given organisation if one is named. */
export const holdsRole = (actor: Actor, role: Role, organisationId?: string): boolean =>
  actor.mandates.some((m) => m.role === role && (organisationId === undefined || m.organisationId === organisationId))

/** Who deals for a house that buys: the agent of an enterprise; of a university or an institute, which buys at a negotiated price, its transfer office. */
export const BUYER_ROLES = ['enterprise', 'tto'] as const satisfies readonly Role[]
export const buysFor = (actor: Actor, organisationId: string): boolean => BUYER_ROLES.some((role) => holdsRole(actor, role, organisationId))

/** Who holds them belongs to an organisation and does not speak for it. */
const IN_PERSON: readonly Role[] = ['researcher', 'expert']

/**
 * True when the actor reads what is the organisation's business. A researcher or an expert belongs to it as well, but is named in person where a thing
 * concerns them: colleagues' disclosures, contracts and shares are not theirs to read.
 */
export const speaksFor = (actor: Actor, organisationId: string): boolean =>
  actor.mandates.some((m) => m.organisationId === organisationId && !IN_PERSON.includes(m.role))

/** True when the actor may read the body of a fact: public ones anyone, others the persons and organisations named. */
export const mayRead = (visibleTo: 'public' | readonly string[], actor: Actor): boolean =>
  visibleTo === 'public' || actor.kind === 'system' || visibleTo.some((id) => id === actor.personId || speaksFor(actor, id))

/** True when the actor acts for the organisation in any role. */
export const actsFor = (actor: Actor, organisationId: string): boolean => actor.mandates.some((m) => m.organisationId === organisationId)

/** By whom an act is done, as records keep it: the person, or what acts without one. */
export const actorIdOf = ({ personId, kind }: Pick<Actor, 'personId' | 'kind'>): string => personId ?? kind

/** The organisations the actor acts for, in one of these roles where any are named: each once, in the order of the mandates. */
export const organisationsOf = (actor: Actor, ...roles: readonly Role[]): readonly string[] => [
  ...new Set(actor.mandates.flatMap(({ role, organisationId }) => (roles.length === 0 || roles.includes(role) ? [organisationId] : []))),
]

/** The organisation meant: the named one, or the only one the actor has the role in. Null: it must be named, or is not the actor's. */
export const organisationMeant = (actor: Actor, role: Role, named: string | undefined): string | null => {
  const own = organisationsOf(actor, role)
  const meant = named ?? (own.length === 1 ? own[0] : undefined)
  return own.find((organisationId) => organisationId === meant) ?? null
}
