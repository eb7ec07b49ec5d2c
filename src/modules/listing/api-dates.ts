/** Why the dates of a lot are what they are. */
import { z } from 'zod'
import { query } from '#contract/operation.ts'
import { bilingualShape, dateShape, instantOutput } from '#contract/shapes.ts'
import { lotId, ruleShape } from './api-shapes.ts'
import { DATE_KEYS } from './core/dates.ts'
import { RECKONED_BY } from './core/reckoning.ts'

export const lotDateShape = z.object({
  key: z.enum(DATE_KEYS),
  /** On record; null: not known yet. */
  at: instantOutput.nullable(),
  /** The calculation of which the date is the end; null: counted from something that has not happened. */
  reckoned: z
    .object({
      by: z.enum(RECKONED_BY),
      from: dateShape,
      count: z.number().int(),
      unit: z.enum(['cd', 'wd']),
      day: dateShape,
      hour: z.number().int().nullable(),
      daysOff: z.array(dateShape),
      movedFrom: dateShape.nullable(),
      /** Of the calendar for the day on which it falls: provisional until the holidays of that year are published. */
      basis: z.enum(['published', 'provisional', 'overridden']),
    })
    .nullable(),
  isMoved: z.boolean(),
  ranBefore: z.number().int(),
  days: z.number().int().nullable(),
  rule: ruleShape.extend({ title: bilingualShape }).nullable(),
})

export const datesContract = {
  dates: {
    get: query({
      path: '/lots/{id}/dates',
      summary: 'Every deadline of a lot with its rule and its calculation.',
      tag: 'listing',
      wireName: 'datesOfLot',
      access: 'public',
      refusals: ['listing.not_found'],
    })
      .input(z.object({ id: lotId }))
      .output(
        z.object({
          dates: z.array(lotDateShape),
          /** The edition of the calendar that the working days are counted by. */
          calendar: z.string(),
        }),
      ),
  },
}
