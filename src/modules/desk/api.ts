/** Operations of the desk: what waits for the asker. */
import { z } from 'zod'
import { ROLES } from '#kernel/actor.ts'
import { query } from '#contract/operation.ts'
import { bilingualShape, waitingShape } from '#contract/shapes.ts'

const word = z.string().regex(/^\w{1,40}$/)

export const deskContract = {
  turns: {
    list: query({
      path: '/in-turn',
      summary: 'Who has the next word in a state of a kind of record, and for which act',
      tag: 'desk',
      wireName: 'inTurn',
      access: 'public',
    })
      .input(z.object({ kind: word, state: word }))
      .output(
        z.object({
          items: z.array(
            z.object({
              act: z.string(),
              /** What to do, as a verb. */
              text: bilingualShape,
              /** The side of the record whose turn it is. */
              of: z.string(),
              /** None: whoever stands in that place in person. */
              roles: z.array(z.enum(ROLES)),
            }),
          ),
        }),
      ),
  },
  waiting: query({ path: '/me/waiting', summary: 'What waits for me, over all matters, the soonest due first', tag: 'desk', access: 'signed-in' })
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(
          waitingShape.extend({
            /** What to do, as a verb. */
            text: bilingualShape,
          }),
        ),
        /** More of some kind wait than are listed. */
        hasMore: z.boolean(),
      }),
    ),
}
