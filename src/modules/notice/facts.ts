/** What the module tells. A notice is public; who objected and why stays with the objector, who can prove it. */
import { z } from 'zod'
import { factsOf, figure, flag, list, moment, text } from '#contract/fact.ts'

/** The words that every fact of a notice carries, so that a reader knows which one and about what. */
const notice = { noticeId: text, kind: text, subject: text, ownerOrganisationId: text }
const period = { ruleId: text, ruleKey: text, days: figure, unit: text, opensAt: moment, closesAt: moment.nullable() }
const title = { titleZh: text, titleEn: text }
const ended = { readers: 'public', body: { ...notice, outcome: text, reason: text, endedAt: moment } } as const
const answered = { readers: 'public', body: { ...notice, objectionId: text, reason: text } } as const
/** Between the market and the person: nobody else reads who lost the right to object. */
const bar = { objectionId: text, personId: text }
const decidedBar = { readers: 'named', body: { ...bar, reason: text } } as const

export const noticeFacts = factsOf('notice', {
  opened: { readers: 'public', body: { ...notice, ...title, bodyZh: text, bodyEn: text, ...period } },
  objected: {
    readers: 'public',
    body: { ...notice, objectionId: text, ground: text, admission: text, paused: flag, remaining: figure, unit: text, ruleId: text },
  },
  /** An objection was dismissed and the clock runs again. */
  resumed: { readers: 'public', body: { ...notice, closesAt: moment, remaining: figure, unit: text } },
  /** Days off became known: a notice never ends earlier than was told. */
  corrected: { readers: 'public', body: { ...notice, closesAt: moment, toldClosesAt: moment } },
  closed: { readers: 'public', body: { ...notice, outcome: text, closesAt: moment.nullable(), closedAt: moment } },
  certified: {
    readers: 'public',
    body: {
      ...notice,
      ...title,
      ...period,
      closedAt: moment,
      pauses: list(z.object({ pausedAt: moment, resumedAt: moment.nullable() })),
      objections: figure,
      outcome: text,
    },
  },
  upheld: ended,
  withdrawn: ended,
  objection_dismissed: answered,
  objection_upheld: answered,
  objection_retracted: { readers: 'public', body: { ...notice, objectionId: text } },
  objection_filed: {
    readers: 'named',
    body: { objectionId: text, noticeId: text, personId: text, ground: text, grounds: text, evidence: text, filedAt: moment },
  },
  objector_barred: { readers: 'named', body: { ...bar, reason: text, until: moment, appealBy: moment, ruleId: text } },
  bar_appealed: decidedBar,
  bar_lifted: decidedBar,
  bar_kept: decidedBar,
})
