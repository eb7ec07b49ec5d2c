/** What the module tells. Only the catalogue entry is public; the way there is the institution's and the completers' own. */
import { z } from 'zod'
import { bilingual, factsOf, figure, flag, list, text } from '#contract/fact.ts'

const record = { achievementId: text, institutionId: text, title: bilingual.nullable() }

/** Everything that was disclosed, so that its time can be proven without showing it. */
const disclosure = {
  abstract: bilingual.nullable(),
  keywords: list(text),
  trl: figure.nullable(),
  form: text.nullable(),
  ipKind: text.nullable(),
  field: text.nullable(),
  patentNumbers: list(text),
  confidentialNote: text.nullable(),
  completers: list(z.object({ personId: text.nullable(), name: text, shareBasisPoints: figure, isMain: flag, isRepresentative: flag })),
}
const contribution = { ...record, personId: text.nullable(), shareBasisPoints: figure, remark: text }
const offered = { readers: 'public', body: { achievementId: text, offer: text } } as const

const named = <const Shape extends z.ZodRawShape>(body: Shape) => ({ readers: 'named' as const, body })

export const achievementFacts = factsOf('achievement', {
  disclosed: named({ ...record, ...disclosure }),
  imported: named({ ...record, ...disclosure, registrationNumber: text.nullable() }),
  withdrawn: named(record),
  contribution_confirmed: named(contribution),
  contribution_contested: named(contribution),
  returned: named({ ...record, reason: text }),
  assessed: named({ ...record, decision: text, note: text, dueOn: text.nullable(), assessedBy: text }),
  approved: named({ ...record, decision: text, approvedBy: text, state: text }),
  kept_secret: named(record),
  released: named(record),
  sent_back: named({ ...record, reason: text }),
  filed: named({ ...record, number: text }),
  completer_linked: named({ ...record, position: figure, personId: text }),
  /** Completers appear by id, so that rights can be opened for them; shares stay inside. */
  catalogued: {
    readers: 'public',
    body: {
      ...record,
      catalogueNumber: text,
      field: text.nullable(),
      maturity: text.nullable(),
      ipKind: text.nullable(),
      modes: list(text),
      region: text.nullable(),
      source: text,
      isServiceAchievement: flag,
      completers: list(z.object({ position: figure, personId: text.nullable() })),
    },
  },
  listed: offered,
  unlisted: offered,
  converted: offered,
})
