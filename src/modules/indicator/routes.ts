/** The figures as tables, for spreadsheets. The same numbers as the operations give, for everybody. */
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { VISITOR } from '#kernel/actor.ts'
import type { Services } from '#platform/command/services.ts'
import { dealShape, monthShape } from './api.ts'
import { queries } from './queries.ts'

const MONTHS = 60
const BATCH = 100
const CACHE = 'public, max-age=10'

type Row = Readonly<Record<string, string | number | boolean | null>>

/** A title that begins like a formula stays text in a spreadsheet. */
const lines = (rows: readonly Row[], isFirst: boolean): string =>
  stringify([...rows], { header: isFirst, bom: isFirst, record_delimiter: 'windows', escape_formulas: true, cast: { boolean: String } })

const sendCsv = (reply: FastifyReply, name: string, content: string | Readable) =>
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`).header('cache-control', CACHE).send(content)

export const routes = (app: FastifyInstance, services: Services): void => {
  const view = () => ({ reader: services.reader, actor: VISITOR, now: services.now() })

  app.get('/indicators/months.csv', async (_request, reply) => {
    const answer = await queries.headline(view(), { months: MONTHS })
    return sendCsv(reply, 'zhepai-months.csv', answer.ok ? lines(monthShape.array().parse(answer.value.months), true) : '')
  })

  app.get('/indicators/deals.csv', async (_request, reply) => {
    const pages = async function* () {
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const answer = await queries.deals.list(view(), { cursor, limit: BATCH })
        if (!answer.ok) return
        const rows = dealShape
          .array()
          .parse(answer.value.items)
          .map(({ title, institutionName, ...deal }) => ({
            ...deal,
            titleZh: title.zh,
            titleEn: title.en,
            institutionZh: institutionName.zh,
            institutionEn: institutionName.en,
          }))
        yield lines(rows, isFirst)
        cursor = answer.value.nextCursor ?? undefined
      }
    }
    return sendCsv(reply, 'zhepai-deals.csv', Readable.from(pages()))
  })
}
