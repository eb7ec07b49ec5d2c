/** Code lists of a demand. Labels stand in the module's messages as `enum.demand.<list>.<code>`. */

/** Eight state-supported high-tech fields. */
export const FIELDS = [
  'electronics_information',
  'biology_medicine',
  'aerospace',
  'new_materials',
  'high_tech_services',
  'new_energy',
  'resources_environment',
  'advanced_manufacturing',
] as const
export type Field = (typeof FIELDS)[number]

/** How the enterprise wants to work together. */
export const MODES = ['development', 'assignment', 'licence', 'service', 'consulting', 'capital_contribution', 'other'] as const
export type Mode = (typeof MODES)[number]

export const SOURCES = ['enterprise', 'imported'] as const
export type Source = (typeof SOURCES)[number]

/** Why a demand is no longer open. */
export const OUTCOMES = ['matched', 'unmatched', 'expired'] as const
export type Outcome = (typeof OUTCOMES)[number]
