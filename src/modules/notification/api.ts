/** Operations of one's own inbox. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { MAIL_CHOICES } from './core/choice.ts'

const TAG = 'notification'
const itemId = idShape('itm')
const counted = z.object({ count: z.number().int() })
const chosen = z.object({ mail: z.enum(MAIL_CHOICES) })

const itemShape = z.object({
  id: itemId,
  /** The fact that is told of; its proof is open to whoever may read it. */
  factId: z.string(),
  type: z.string(),
  /** What it is about, where anybody may know. */
  title: bilingualShape.nullable(),
  subject: z.string(),
  related: z.array(z.string()),
  /** Null when the reader may not read it any more. */
  body: z.record(z.string(), z.json() as z.ZodType<Json, Json>).nullable(),
  /** Served: from here a period runs, or a right was touched; opening it is kept as proof. */
  isService: z.boolean(),
  at: instantOutput,
  readAt: instantOutput.nullable(),
})

export const notificationContract = {
  mine: query({ path: '/me/inbox', summary: 'What happened in your affairs, newest first.', tag: TAG, wireName: 'inbox', access: 'signed-in' })
    .input(z.object({ ...pageInput, unread: z.stringbool().default(false) }))
    .output(pageOf(itemShape)),

  unread: query({ path: '/me/inbox/unread', summary: 'How much of it is unread.', tag: TAG, access: 'signed-in' }).input(z.object({})).output(counted),

  read: command({
    path: '/me/inbox/{id}/reading',
    summary: 'Mark one as read; of what was served this is kept as proof.',
    tag: TAG,
    access: 'signed-in',
    refusals: ['notification.not_found'],
  })
    .input(z.object({ id: itemId }))
    .output(counted),

  readAll: command({ path: '/me/inbox/reading', summary: 'Mark all as read.', tag: TAG, access: 'signed-in' }).input(z.object({})).output(counted),

  choice: {
    mine: query({ path: '/me/inbox/choice', summary: 'How you hear of it by letter.', tag: TAG, wireName: 'choice', access: 'signed-in' })
      .input(z.object({}))
      .output(chosen),
  },

  choose: command({
    path: '/me/inbox/choice',
    method: 'PUT',
    summary: 'Choose: a letter for each, one a day, or none. What is served comes by letter in any case.',
    tag: TAG,
    access: 'signed-in',
  })
    .input(chosen)
    .output(chosen),
}
