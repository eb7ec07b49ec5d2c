/** Downloads of the import form. Plain routes: a file is no JSON. */
import type { FastifyInstance } from 'fastify'
import { csvTemplate, xlsxTemplate } from './template-file.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const routes = (app: FastifyInstance): void => {
  app.get('/achievements/template.csv', async (_request, reply) =>
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="achievements-template.csv"').send(csvTemplate()),
  )
  app.get('/achievements/template.xlsx', async (_request, reply) =>
    reply
      .type(XLSX)
      .header('content-disposition', 'attachment; filename="achievements-template.xlsx"')
      .send(await xlsxTemplate()),
  )
}
