/** Plain downloads: files a bank or an auditor reads, not JSON. */
import type { FastifyInstance } from 'fastify'
import { dateShape } from '#contract/shapes.ts'
import type { Services } from '#platform/command/services.ts'
import { readsBooks } from './queries-gate.ts'
import { readJournal } from './queries-journal.ts'

const dateIn = (value: unknown): string | undefined => dateShape.safeParse(value).data

export const ledgerRoutes = (app: FastifyInstance, services: Services): void => {
  app.get('/ledger/journal.txt', async (request, reply) => {
    const actor = await services.actorFrom(request)
    if (!(await readsBooks({ reader: services.reader, actor })))
      return reply
        .code(actor.kind === 'visitor' ? 401 : 403)
        .type('text/plain')
        .send('This journal is for finance officers of the market.\n')
    const { from, to } = request.query as { readonly from?: unknown; readonly to?: unknown }
    const journal = await readJournal(services.reader, services.now(), { from: dateIn(from), to: dateIn(to) })
    if (!journal.ok) return reply.code(422).type('text/plain').send(`${journal.refusal.code}\n`)
    return reply
      .type(journal.value.mediaType)
      .header('content-disposition', `attachment; filename="${journal.value.fileName}"`)
      .header('cache-control', 'no-store')
      .send(journal.value.text)
  })
}
