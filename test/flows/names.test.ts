/** What can be typed can be printed: a name is refused where it is typed, or every paper can show it. */
import { describe, expect, it } from 'vitest'
import { distribution } from '../kit/papers.ts'
import { print } from '#platform/paper/press.ts'
import { distributionPlan } from '../../src/modules/income/papers/distribution.ts'
import { startServer } from '../kit/server.ts'

const server = await startServer()
const house = await server.organisation('university', '示范大学')
const person = await server.logIn('namer', [{ role: 'researcher', organisationId: house }], { hasVerifiedName: false })
const rename = (zh: string) => person.fetch('/api/v1/me/name', { body: { name: { zh, en: '' }, title: { zh: '', en: '' } } })

describe('a name', () => {
  it.each(['𠮷田一郎', 'Łukasz Żółć', 'Ağca Şahin', '김철수', 'Nguyễn Thị Ánh', 'Ёлкин', '㛃𬙊𬶭䶮〇', 'W'.repeat(80), '#$*_\\"<>@[]`~'])(
    'is taken and stands on a paper: %s',
    async (zh) => {
      expect((await rename(zh)).status).toBe(200)
      expect(print(distributionPlan({ ...distribution, rows: distribution.rows.map((row) => ({ ...row, name: zh })) })).ok).toBe(true)
    },
  )

  it.each([
    ['沈𫰠', 'U+2BC20'],
    ['沈𱖎', 'U+3158E'],
    ['张𡌴', 'U+21334'],
    ['张\u202e三', 'U+202E'],
    ['张\u200b三', 'U+200B'],
    ['\u0301张', 'U+0301'],
    ['张\ue000', 'U+E000'],
  ])('is refused at its field, with the sign named, in both languages: %j', async (zh, sign) => {
    const response = await rename(zh)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code: 'request.invalid',
      field: 'name.zh',
      issues: [{ field: 'name.zh', message: expect.stringContaining(sign), text: { zh: expect.stringContaining(sign), en: expect.stringContaining(sign) } }],
    })
  })

  it('may still be looked for, whatever was typed', async () => {
    expect((await person.fetch(`/api/v1/achievements?q=${encodeURIComponent('沈𫰠😀')}`)).status).toBe(200)
  })
})
