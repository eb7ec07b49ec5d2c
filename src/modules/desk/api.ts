/** Operations of the desk: what waits for the asker. */
import { z } from 'zod'
import { query } from '#contract/operation.ts'
import { bilingualShape, waitingShape } from '#contract/shapes.ts'

export const deskContract = {
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
