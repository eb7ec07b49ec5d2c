/** What the module tells: the record of a right is public, an offer of first refusal is between the institution and the completers. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, list, moment, text } from '#contract/fact.ts'

const right = { achievementId: text }
const ask = { ...right, askId: text }
const answered = { readers: 'named', body: { ...ask, personId: text, note: text } } as const
const reserved = { readers: 'named', body: { ...right, lotId: text, right: text } } as const

export const titleFacts = factsOf('title', {
  record_opened: { readers: 'public', body: { ...right, institutionId: text } },
  holders_declared: { readers: 'public', body: { ...right, holders: list(z.object({ organisationId: text, shareBasisPoints: figure })) } },
  co_owner_consented: { readers: 'public', body: { ...right, organisationId: text } },
  encumbrance_recorded: { readers: 'public', body: { ...right, encumbranceId: text, kind: text, from: moment, to: moment.nullable() } },
  encumbrance_lifted: { readers: 'public', body: { ...right, encumbranceId: text, kind: text, reason: text } },
  first_refusal_asked: {
    readers: 'named',
    body: { ...ask, title: bilingual, terms: text, silenceBasis: text.exactOptional(), priceMinor: amount.nullable(), closesAt: moment, ruleId: text },
  },
  first_refusal_corrected: { readers: 'named', body: { ...ask, closesAt: moment, toldClosesAt: moment } },
  first_refusal_waived: answered,
  first_refusal_exercised: answered,
  first_refusal_lapsed: { readers: 'named', body: { ...ask, personId: text, ruleId: text } },
  first_refusal_cancelled: { readers: 'named', body: { ...ask, reason: text } },
  first_refusal_closed: { readers: 'public', body: { ...ask, outcome: text, round: figure } },
  disposal_reserved: reserved,
  disposal_released: reserved,
  disposal_completed: { readers: 'public', body: { ...right, lotId: text, right: text, contractId: text } },
})
