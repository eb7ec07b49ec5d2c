/** What the module tells: that its figures were made again from the facts. */
import { factsOf, figure } from '#contract/fact.ts'

export const indicatorFacts = factsOf('indicator', { rebuilt: { readers: 'public', body: { facts: figure } } })
