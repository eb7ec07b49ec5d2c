/** What the module tells: every change of a rule and of the calendar is public. */
import { z } from 'zod'
import { factsOf, figure, flag, list, moment, since, text, value } from '#contract/fact.ts'

const change = { proposalId: text, key: text, branch: text.nullable() }

export const rulebookFacts = factsOf('rulebook', {
  proposed: { readers: 'public', body: { ...change, value, unit: text, validFrom: text, commentsCloseAt: since(moment.nullable(), null) } },
  /** What is said of a change stays in the table: the log holds that it was said. */
  commented: { readers: 'named', body: { commentId: text, proposalId: text, key: text, personId: text } },
  adopted: { readers: 'public', body: { ...change, ruleId: text, replaces: text, value, unit: text, validFrom: text } },
  rejected: { readers: 'public', body: change },
  calendar_laid: {
    readers: 'public',
    body: { year: figure, isComplete: flag, days: list(z.object({ date: text, isWorking: flag })), source: text, at: text },
  },
})
