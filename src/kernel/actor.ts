/** Who acts. The road builds it from the log-in; pure permission functions read it. */

export const ROLES = [
  'researcher', // 科研人员: completer of achievements
  'tto', // 技术转移机构人员: officer of a university's or institute's transfer office
  'approver', // 单位负责人: the second pair of eyes in the same institution
  'enterprise', // 企业经办人: acts for an enterprise
  'clerk', // 市场受理员: checks lots, parties and notices
  'finance', // 市场财务: bank statements, deposits, payouts
  'auctioneer', // 拍卖师: presides over sessions
  'regulator', // 主管部门
  'admin', // 系统管理员: accounts and mandates, no business acts
] as const
export type Role = (typeof ROLES)[number]

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

/** True when the actor acts for the organisation in any role. */
export const actsFor = (actor: Actor, organisationId: string): boolean => actor.mandates.some((m) => m.organisationId === organisationId)
