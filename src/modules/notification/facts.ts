/** What the module tells: that something was served on somebody, and that it was opened. Its person alone reads it. */
import { factsOf, text } from '#contract/fact.ts'

const service = { readers: 'named', body: { itemId: text, personId: text, factId: text, factType: text } } as const

export const notificationFacts = factsOf('notification', { served: service, opened: service })
