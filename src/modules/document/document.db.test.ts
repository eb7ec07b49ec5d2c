import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { VISITOR } from '#kernel/actor.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { keepPaper, linkDocuments } from './doors.ts'
import { fileStore } from './files.ts'
import { routes } from './routes.ts'

const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

let m: TestMarket
let tto: Actor
let buyer: Actor
let university = ''

beforeAll(async () => {
  m = await market()
  university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  const enterprise = await m.organisation({ kind: 'enterprise', name: '杭州示例科技有限公司（演示）' })
  tto = await m.person({ name: '钱思齐', roles: [{ role: 'tto', organisationId: university }] })
  buyer = await m.person({ name: '陆明远', roles: [{ role: 'enterprise', organisationId: enterprise }] })
})

const uploaded = async (actor: Actor, name = '费用凭证.pdf', bytes: Uint8Array = PDF) =>
  m.as(actor).document.upload({ name, kind: 'voucher', contentBase64: base64(bytes) })

describe('uploads', () => {
  it('are kept under their digest and readable by the owner only', async () => {
    const result = await uploaded(tto)
    expect(result).toMatchObject({ ok: true, value: { sha256: createHash('sha256').update(PDF).digest('hex'), mediaType: 'application/pdf', isPublic: false } })
    if (!result.ok) return
    const { id } = result.value as { id: string }
    expect(await m.as(tto).document.get({ id })).toMatchObject({ ok: true })
    expect(await m.as(buyer).document.get({ id })).toMatchObject({ ok: false, refusal: { code: 'document.not_found' } })
    expect(await m.as(VISITOR).document.get({ id })).toMatchObject({ ok: false, refusal: { code: 'document.not_found' } })
  })
  it('in disguise, empty or with another house’s name are refused', async () => {
    expect(await uploaded(tto, '报告.pdf', new TextEncoder().encode('<html><script>1</script></html>'))).toMatchObject({
      refusal: { code: 'document.disguised' },
    })
    expect(await uploaded(tto, '报告.exe')).toMatchObject({ refusal: { code: 'document.type_not_accepted' } })
    expect(await m.as(buyer).document.upload({ name: 'a.pdf', kind: 'voucher', organisationId: university, contentBase64: base64(PDF) })).toMatchObject({
      refusal: { code: 'document.forbidden' },
    })
  })
  it('of a house are read by its officers, not by every researcher in it', async () => {
    const researcher = await m.person({ name: '同事', roles: [{ role: 'researcher', organisationId: university }] })
    const officer = await m.person({ name: '同岗', roles: [{ role: 'tto', organisationId: university }] })
    const result = await uploaded(tto, '费用凭证二.pdf')
    if (!result.ok) throw new Error('refused')
    const { id } = result.value as { id: string }
    expect(await m.as(officer).document.get({ id })).toMatchObject({ ok: true })
    expect(await m.as(researcher).document.get({ id })).toMatchObject({ ok: false, refusal: { code: 'document.not_found' } })
  })
  it('are linked by their owners only, and then read by the audience', async () => {
    const result = await uploaded(tto, '技术资料.pdf')
    if (!result.ok) throw new Error('refused')
    const { id } = result.value as { id: string }
    const link = (actor: Actor) =>
      m.act(actor, (act) => linkDocuments(act, { documentIds: [id], subject: 'con_x', visibleTo: [buyer.personId ?? ''], field: 'documentIds' }))
    expect(await link(buyer)).toMatchObject({ refusal: { code: 'document.not_yours' } })
    expect(await link(tto)).toMatchObject({ ok: true })
    expect(await m.as(buyer).document.get({ id })).toMatchObject({ ok: true })
    expect(await m.as(buyer).document.list({ subject: 'con_x' })).toMatchObject({ ok: true, value: { items: [{ id, name: '技术资料.pdf' }] } })
    expect(await m.as(VISITOR).document.list({ subject: 'con_x' })).toMatchObject({ ok: true, value: { items: [] } })
  })
})

describe('the plain routes', () => {
  const app = Fastify()
  let current: Actor = VISITOR
  beforeAll(async () => {
    const run = <Value>(_name: string, actor: Actor, work: Parameters<typeof m.act<Value>>[1]) => m.act(actor, work)
    routes(app, {
      now: m.clock.now,
      reader: m.database.reader,
      files: fileStore(),
      actorFrom: async () => current,
      run,
      arrivedAt: m.clock.now,
      clockRefusal: () => null,
      lane: () => {
        throw new Error('no lanes here')
      },
    })
    await app.ready()
  })
  const form = (name: string, bytes: Uint8Array) => {
    const boundary = 'zhepai-boundary'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\nproof\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
    return app.inject({ method: 'POST', url: '/documents', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  }

  it('refuse a visitor', async () => expect((await form('a.pdf', PDF)).statusCode).toBe(401))
  it('take a form and give the file back as an attachment', async () => {
    current = tto
    const taken = await form('证明.pdf', PDF)
    expect(taken.statusCode).toBe(201)
    const got = await app.inject({ url: `/documents/${taken.json<{ id: string }>().id}/content` })
    expect(got.rawPayload.equals(Buffer.from(PDF))).toBe(true)
    expect(got.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' })
    expect(got.headers['content-disposition']).toMatch(/^attachment; .*UTF-8''%E8%AF%81%E6%98%8E\.pdf$/)
    current = buyer
    expect((await app.inject({ url: `/documents/${taken.json<{ id: string }>().id}/content` })).statusCode).toBe(404)
  })
  it('take raw bytes', async () => {
    current = tto
    const taken = await app.inject({
      method: 'POST',
      url: '/documents?name=a.pdf&kind=proof',
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from(PDF),
    })
    expect(taken.statusCode).toBe(201)
  })
  it('refuse forms and addresses that make no sense, as the sender’s', async () => {
    current = tto
    const send = (url: string, type: string, payload: string) => app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
    const part = '--b\r\nContent-Disposition: form-data; name="file"'
    const answers = [
      await send('/documents', 'multipart/form-data; boundary=b', `${part}\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n--b--\r\n`),
      await send('/documents', 'multipart/form-data; boundary=b', `${part}; filename="a.txt"\r\n\r\nhel`),
      await send('/documents', 'multipart/form-data', 'abc'),
      await send('/documents?name=a.txt&name=b.txt', 'application/octet-stream', 'x'),
      await send('/documents?name=a.txt&organisationId=a&organisationId=b', 'application/octet-stream', 'x'),
    ]
    expect(answers.map((answer) => `${answer.statusCode} ${answer.json<{ code: string }>().code}`)).toEqual([
      '422 document.name_unsafe',
      '422 document.empty',
      '422 document.empty',
      '422 document.name_unsafe',
      '403 document.forbidden',
    ])
  })
  it('refuse what is too large or disguised', async () => {
    current = tto
    const large = new Uint8Array(10 * 1024 * 1024 + 1).fill(0x20)
    large.set(PDF)
    expect((await form('大文件.pdf', large)).json()).toMatchObject({ status: 413, code: 'document.too_large' })
    expect((await form('a.png', PDF)).json()).toMatchObject({ status: 415, code: 'document.disguised' })
  })
})

describe('papers of the market', () => {
  it('belong to a subject, are facts, and can’t be changed', async () => {
    const kept = await m.act(tto, async (act) => ({
      ok: true as const,
      value: await keepPaper(act, {
        subject: 'con_y',
        kind: 'contract',
        name: '合同.pdf',
        bytes: PDF,
        mediaType: 'application/pdf',
        visibleTo: ['role:clerk'],
      }),
    }))
    expect(kept).toMatchObject({ ok: true })
    await expect(m.database.pool.query(`update document.file set name = 'x'`)).rejects.toThrow(/append-only/)
    await m.settle()
    expect(await m.checks()).toEqual([])
  })
})
