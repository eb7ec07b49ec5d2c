/** What the log tells of itself. */
import { factsOf, text } from '#contract/fact.ts'

/** `previous` is the key that is followed. */
const key = { readers: 'public', body: { vkey: text, previous: text, reason: text } } as const

export const evidenceFacts = factsOf('evidence', { key_handed_over: key, key_accepted: key })
