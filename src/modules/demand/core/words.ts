/** Code lists of a demand. Labels stand in the module's messages as `enum.demand.<list>.<code>`. */

/** How the enterprise wants to work together. */
export const MODES = ['development', 'assignment', 'licence', 'service', 'consulting', 'capital_contribution', 'other'] as const
export type Mode = (typeof MODES)[number]

export const SOURCES = ['enterprise', 'imported'] as const
export type Source = (typeof SOURCES)[number]

/** Why a demand is no longer open. */
export const OUTCOMES = ['matched', 'unmatched', 'expired'] as const
export type Outcome = (typeof OUTCOMES)[number]
