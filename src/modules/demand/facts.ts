/** What the module tells. A demand is public; an answer is read by who gave it and who asked. */
import { amount, bilingual, factsOf, list, text } from '#contract/fact.ts'

const demand = {
  demandId: text,
  source: text,
  organisationId: text.nullable(),
  title: bilingual,
  field: text.nullable(),
  modes: list(text),
  budgetMinMinor: amount.nullable(),
  budgetMaxMinor: amount.nullable(),
  deadline: text.nullable(),
  region: text.nullable(),
}
const over = { readers: 'public', body: { demandId: text, organisationId: text.nullable(), outcome: text.nullable(), reason: text.nullable() } } as const

export const demandFacts = factsOf('demand', {
  published: { readers: 'public', body: demand },
  revised: { readers: 'public', body: demand },
  imported: { readers: 'public', body: { demandId: text, source: text, sourceRef: text, title: bilingual, organisationId: text.nullable() } },
  closed: over,
  expired: over,
  withdrawn: over,
  taken_down: over,
  responded: {
    readers: 'named',
    body: { demandId: text, responseId: text, organisationId: text, achievementId: text.nullable(), message: text },
  },
})
