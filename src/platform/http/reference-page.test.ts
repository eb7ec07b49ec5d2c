import { expect, it } from 'vitest'
import { referencePage, type OpenApiDocument } from './reference-page.ts'

const document = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1', description: 'Amounts & <instants>' },
  paths: { '/lots': { get: { summary: 'Lots.', tags: ['listing'], responses: {} } } },
} as unknown as OpenApiDocument

it('is framed in the language asked for, names the other, and lists the same operations', () => {
  const [zh, en] = [referencePage(document, 'zh'), referencePage(document, 'en')]
  expect(zh).toContain('<html lang="zh-CN">')
  expect(zh).toContain('<h2 id="listing">挂牌 listing</h2>')
  expect(zh).toContain('href="?lang=en"')
  expect(en).toContain('<html lang="en">')
  expect(en).toContain('Amounts &#38; &#60;instants&#62;')
  for (const page of [zh, en]) expect(page).toContain('/api/v1/lots')
})
