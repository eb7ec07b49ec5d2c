/** Files take bounded room, and what belongs to nothing does not stay. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { MEBIBYTE } from './core/quota.ts'
import { linkDocuments } from './doors.ts'
import { fileStore } from './files.ts'

let m: TestMarket
let newcomer: Actor
let officer: Actor
let admin: Actor

beforeAll(async () => {
  m = await market()
  const university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  newcomer = await m.person({ name: '新人', roles: [] })
  officer = await m.person({ name: '钱思齐', roles: [{ role: 'tto', organisationId: university }] })
  admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
})

/** A PDF of about that many mebibytes, each with bytes of its own. */
const pdf = (mebibytes: number, mark: string): Uint8Array => {
  const bytes = new Uint8Array(Math.floor(mebibytes * MEBIBYTE)).fill(32)
  bytes.set(new TextEncoder().encode(`%PDF-1.7\n% ${mark}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`))
  return bytes
}
const upload = (actor: Actor, mebibytes: number, mark: string) =>
  m.as(actor).document.upload({ name: `${mark}.pdf`, kind: 'proof', contentBase64: Buffer.from(pdf(mebibytes, mark)).toString('base64') })
const idOf = async (answer: ReturnType<typeof upload>): Promise<string> => {
  const result = await answer
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.id
}

describe('an account without a role', () => {
  it('is refused what does not fit, with what is used and what is allowed; many at once do not pass together', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((index) => upload(newcomer, 6, `new-${index}`)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3)
    const refused = answers.find((answer) => !answer.ok)
    expect(refused).toMatchObject({ refusal: { code: 'document.account_full', field: 'file', params: { usedMiB: 18, allowedMiB: 20, fileMiB: 6 } } })
    expect(await m.as(newcomer).document.usage({})).toMatchObject({
      ok: true,
      value: { account: { usedBytes: 18 * MEBIBYTE, allowedBytes: 20 * MEBIBYTE }, organisation: null },
    })
  })
  it('takes no room from others', async () => expect((await upload(officer, 6, 'officer')).ok).toBe(true))
})

describe('a file that nobody attached', () => {
  it('is swept when its time is over, its bytes a day later; an attached one and one with the same bytes stay', async () => {
    const orphan = await idOf(upload(officer, 0.01, 'orphan'))
    const kept = await idOf(upload(officer, 0.01, 'kept'))
    const twin = await idOf(upload(officer, 0.01, 'twin'))
    const linked = await m.act(officer, (act) => linkDocuments(act, { documentIds: [kept], subject: 'con_test', visibleTo: 'public', field: 'documentIds' }))
    expect(linked.ok).toBe(true)
    const digest = (mark: string) => createHash('sha256').update(pdf(0.01, mark)).digest('hex')
    m.clock.advance(29 * DAY_MS)
    await m.settle()
    expect(await m.as(officer).document.get({ id: orphan })).toMatchObject({ ok: true })
    const again = await idOf(upload(officer, 0.01, 'twin'))
    m.clock.advance(1.5 * DAY_MS)
    expect(await m.as(admin).document.sweepPreview({})).toMatchObject({ ok: true, value: { count: 6 } })
    await m.settle()
    expect(await m.as(admin).document.sweepPreview({})).toMatchObject({ ok: true, value: { count: 0, bytes: 0 } })
    for (const id of [orphan, twin]) expect(await m.as(officer).document.get({ id })).toMatchObject({ refusal: { code: 'document.not_found' } })
    expect(await m.act(officer, (act) => linkDocuments(act, { documentIds: [orphan], subject: 'con_late', visibleTo: 'public', field: 'f' }))).toMatchObject({
      refusal: { code: 'document.not_yours' },
    })
    await expect(fileStore().get(digest('orphan'))).resolves.toBeTruthy()
    m.clock.advance(2 * DAY_MS)
    await m.settle()
    await expect(fileStore().get(digest('orphan'))).rejects.toThrow()
    await expect(fileStore().get(digest('kept'))).resolves.toBeTruthy()
    await expect(fileStore().get(digest('twin'))).resolves.toBeTruthy()
    expect(await m.as(officer).document.get({ id: again })).toMatchObject({ ok: true })
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
    // Whoever writes it by hand hides a paper that belongs to something: the check knows that nothing was said of it.
    await m.database.pool.query('insert into document.sweep (document_id, swept_at) values ($1, now())', [kept])
    expect(await m.checks()).toMatchObject([{ check: 'document: swept files are what the log says' }])
  })
})
