/** Code lists of an achievement. Labels in both languages stand in the module's messages as `enum.<list>.<code>`. */

/** Ten flagship industry chains of Zhejiang, 2020–2025. */
export const CHAINS = [
  'digital_security',
  'integrated_circuits',
  'network_communication',
  'intelligent_computing',
  'biomedicine',
  'refining_materials',
  'energy_vehicles',
  'intelligent_equipment',
  'smart_home',
  'modern_textiles',
] as const
export type Chain = (typeof CHAINS)[number]

/** Maturity as the market shows it, lowest first. */
export const MATURITIES = ['development', 'demo', 'small', 'pilot', 'production'] as const
export type Maturity = (typeof MATURITIES)[number]

/** What the achievement is, by the registration form. */
export const FORMS = [
  'technology',
  'process',
  'product',
  'material',
  'equipment',
  'biomedicine',
  'variety',
  'mineral',
  'standard',
  'software',
  'other',
] as const
export type Form = (typeof FORMS)[number]

export const IP_KINDS = ['invention', 'utility', 'design', 'application', 'know_how', 'software', 'circuit_layout', 'plant_variety', 'none'] as const
export type IpKind = (typeof IP_KINDS)[number]

/** Ways of co-operation an institution wishes for. */
export const MODES = ['assignment', 'exclusive', 'sole', 'ordinary', 'capital_contribution', 'use_first', 'development', 'service', 'consulting'] as const
export type Mode = (typeof MODES)[number]

export const FUNDING_SOURCES = ['national', 'provincial', 'municipal', 'own', 'commissioned', 'cooperative'] as const
export type FundingSource = (typeof FUNDING_SOURCES)[number]

export const SECRECIES = ['public', 'internal', 'state_secret'] as const
export type Secrecy = (typeof SECRECIES)[number]

export const RESULT_TYPES = ['applied_development', 'applied_public_good', 'soft_science', 'basic_theory'] as const
export type ResultType = (typeof RESULT_TYPES)[number]
export const EVALUATION_FORMS = ['appraisal', 'acceptance', 'closing', 'review', 'assessment', 'industry_access', 'authority_test', 'other'] as const
export type EvaluationForm = (typeof EVALUATION_FORMS)[number]
export const ATTRIBUTES = ['original', 'introduced_absorbed', 'domestic_secondary'] as const
export type Attribute = (typeof ATTRIBUTES)[number]
export const STAGES = ['lab_small', 'pilot', 'small_production', 'limited_use', 'wide_use'] as const
export type Stage = (typeof STAGES)[number]
export const LEVELS = ['leading', 'advanced', 'near_advanced', 'other'] as const
export type Level = (typeof LEVELS)[number]

/** What the transfer office decides on a disclosure. */
export const DECISIONS = ['file_patent', 'keep_secret', 'release', 'publish'] as const
export type Decision = (typeof DECISIONS)[number]

export const CONFIRMATIONS = ['pending', 'confirmed', 'contested', 'on_paper'] as const
export type Confirmation = (typeof CONFIRMATIONS)[number]

/** Whether a catalogued achievement is on offer; told by the modules that sell it. */
export const OFFERS = ['none', 'listed', 'converted'] as const
export type Offer = (typeof OFFERS)[number]
