/** Rules as data: what a module brings to the rulebook for the decisions of its code. The rulebook lays them; who brings them is its own affair. */
import type { Bilingual } from './bilingual.ts'
import type { Json } from './canonical-json.ts'

/** `bp` basis points, `fen` minor units of CNY; `cd` calendar days, `wd` working days. */
export const RULE_UNITS = ['cd', 'wd', 'h', 'min', 's', 'month', 'year', 'bp', 'fen', 'count', 'digits', 'flag', 'text', 'date', 'list'] as const
export type RuleUnit = (typeof RULE_UNITS)[number]

/**
 * What a rule is. `binding`: statute, regulation or judicial interpretation. `agreed`: a default that the parties may replace unless the law forbids.
 * `policy`: the provincial plan. `practice`: court auctions, state enterprises, other places, the press. `house`: this market's own.
 */
export const STANDINGS = ['binding', 'agreed', 'policy', 'practice', 'house'] as const
export type Standing = (typeof STANDINGS)[number]

/** Whom the text speaks to, and whether that can be a party of a deal on this market. What binds others is no bound here. */
export const BINDS = {
  market: true,
  publicInstitutes: true,
  publicUnits: true,
  completingUnits: true,
  patentees: true,
  contractParties: true,
  companies: true,
  licensedAuctioneers: false,
  courts: false,
  stateEnterprises: false,
  otherMarkets: false,
  tenderers: false,
  appraisers: false,
  recognitionOffices: false,
  tradeAuthority: false,
  exporters: false,
  creditAuthority: false,
  scienceAuthority: false,
  grantees: false,
  taxpayers: false,
  instrumentOwners: false,
} as const satisfies Record<string, boolean>
export type Binds = keyof typeof BINDS

/** `read`: code decides by its value. `built_in`: the program works so, and another value would change nothing. `not_yet`: nothing reads it. */
export const USES = ['read', 'built_in', 'not_yet'] as const
export type Use = (typeof USES)[number]

export interface RuleSource {
  /** Of the rulebook's list of sources. */
  readonly code: string
  /** Number of the article, with the item of its list where the rule stands in one: `37`, `37(1)`. */
  readonly article?: string
  /** The words of the article in which the rule stands, as they are written there. */
  readonly words?: string
}

export interface RuleDeclaration {
  /** Of the row in the table of rules; parts of one row share it. */
  readonly no: number
  readonly key: string
  readonly group: string
  /** With which the rule is laid. Later values are versions that two officers adopt; this one is never edited. */
  readonly value: Json
  readonly unit: RuleUnit
  /** A binding text's bound is never crossed where it binds parties of this market; any other only with a reason, or never when the program needs it. */
  readonly min?: number
  readonly max?: number
  readonly isFixed?: true
  readonly title: Bilingual
  readonly bound?: Bilingual
  readonly standing: Standing
  readonly binds: Binds
  readonly use: Use
  /** The one that the rule stands on first. */
  readonly sources: readonly RuleSource[]
}

/** `law`: never crossed, because a law binds parties of this market. `fixed`: the program takes nothing else. `custom`: left only with a reason. */
export const FORCES = ['law', 'fixed', 'custom'] as const
export type Force = (typeof FORCES)[number]

export const forceOf = ({ standing, binds, isFixed }: Pick<RuleDeclaration, 'standing' | 'binds' | 'isFixed'>): Force =>
  standing === 'binding' && BINDS[binds] ? 'law' : isFixed ? 'fixed' : 'custom'
