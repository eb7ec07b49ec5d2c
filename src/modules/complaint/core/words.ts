/** Code lists of a complaint. Labels stand in the module's messages as `enum.complaint.<list>.<code>`. */

/** What it is about. */
export const KINDS = ['content', 'trade', 'conduct', 'money', 'data', 'service', 'other'] as const
export type Kind = (typeof KINDS)[number]

/** What came of it. `referred`: another authority decides such a thing, and the answer says which. */
export const OUTCOMES = ['remedied', 'partly', 'unfounded', 'referred'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const MAX_TEXT = 5000
