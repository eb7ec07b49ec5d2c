/** What the module tells. The words of a complaint and of its answer stay in the table: the log, which forgets nothing, holds their digests only. */
import { factsOf, moment, text } from '#contract/fact.ts'

const complaint = { complaintId: text, number: text, personId: text }

export const complaintFacts = factsOf('complaint', {
  filed: { readers: 'named', body: { ...complaint, kind: text, textDigest: text, filedAt: moment, dueAt: moment } },
  answered: { readers: 'named', body: { ...complaint, outcome: text, answerDigest: text, closedBy: text, closedAt: moment } },
  withdrawn: { readers: 'named', body: { ...complaint, closedAt: moment } },
})
