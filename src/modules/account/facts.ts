/** What is told of erasures: by id, so that the log keeps nothing that was to be erased. */
import { factsOf, moment, text } from '#contract/fact.ts'

const erasure = { erasureId: text, personId: text } as const

export const accountFacts = factsOf('account', {
  erasure_asked: { readers: 'named', body: { ...erasure, dueAt: moment } },
  erasure_withdrawn: { readers: 'named', body: erasure },
  erased: { readers: 'named', body: erasure, isUntold: true },
})
