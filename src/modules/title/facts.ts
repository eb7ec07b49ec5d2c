/** What the module tells: the record of a right is public, an offer of first refusal is between the institution and the completers. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, list, moment, text } from '#contract/fact.ts'

const right = { achievementId: text }
/** Whom the letter goes to. */
const asked = { personIds: list(text).exactOptional(), organisationIds: list(text).exactOptional() }
const ask = { ...right, askId: text }
const answered = {
  readers: 'named',
  body: { ...ask, personId: text, organisationId: text.exactOptional(), note: text, termsDigest: text.exactOptional() },
} as const
const reserved = { readers: 'named', body: { ...right, lotId: text, right: text, shareBasisPoints: figure.exactOptional() } } as const

export const titleFacts = factsOf('title', {
  record_opened: { readers: 'public', body: { ...right, institutionId: text } },
  holders_declared: { readers: 'public', body: { ...right, holders: list(z.object({ organisationId: text, shareBasisPoints: figure })) } },
  /** Who commissioned or co-developed it, and by which contract, is between them, the institution and the market. */
  origin_declared: {
    readers: 'named',
    body: { ...right, kind: text, ground: text.nullable(), contract: text, contractDocumentId: text.nullable(), developers: list(text) },
  },
  /** Between those who developed it together and the market, until a right is offered or granted. */
  filing_objected: { readers: 'named', body: { ...right, institutionId: text, organisationId: text, reason: text } },
  filing_objection_withdrawn: { readers: 'named', body: { ...right, institutionId: text, organisationId: text } },
  share_given_up: { readers: 'named', body: { ...right, institutionId: text, organisationId: text, note: text } },
  co_owner_consented: { readers: 'public', body: { ...right, organisationId: text } },
  encumbrance_recorded: {
    readers: 'public',
    body: { ...right, encumbranceId: text, kind: text, from: moment, to: moment.nullable(), paperDocumentId: text.exactOptional() },
  },
  encumbrance_lifted: { readers: 'public', body: { ...right, encumbranceId: text, kind: text, reason: text } },
  first_refusal_asked: {
    readers: 'named',
    body: {
      ...ask,
      /** The lot at whose price is asked. */
      lotId: text.exactOptional(),
      ...asked,
      title: bilingual,
      terms: text,
      silenceBasis: text.exactOptional(),
      priceMinor: amount.nullable(),
      precedence: text.exactOptional(),
      silence: text.exactOptional(),
      shareBasisPoints: figure.exactOptional(),
      termsDigest: text.exactOptional(),
      closesAt: moment,
      ruleId: text,
    },
  },
  first_refusal_corrected: { readers: 'named', body: { ...ask, ...asked, closesAt: moment, toldClosesAt: moment } },
  first_refusal_waived: answered,
  first_refusal_exercised: answered,
  first_refusal_lapsed: { readers: 'named', body: { ...ask, personId: text.nullable(), organisationId: text.exactOptional(), ruleId: text } },
  first_refusal_cancelled: { readers: 'named', body: { ...ask, ...asked, reason: text } },
  first_refusal_closed: { readers: 'public', body: { ...ask, outcome: text, round: figure, lotId: text.exactOptional(), termsDigest: text.exactOptional() } },
  disposal_reserved: reserved,
  disposal_released: reserved,
  disposal_completed: { readers: 'public', body: { ...right, lotId: text, right: text, contractId: text, shareBasisPoints: figure.exactOptional() } },
})
