import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '#kernel/instant.ts'
import type { Actor } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { actorForUser, ensurePerson } from '#modules/party/index.ts'
import { verifyTree } from '#modules/evidence/index.ts'
import { verifyProofFile } from '#modules/evidence/verify/verify-file.ts'
import { addressOfUser } from '#platform/auth/account-rows.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'

const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string; params: object } }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const SYSTEM: Actor = { kind: 'system', personId: null, mandates: [] }
const NAME = '独孤求删'
const MAIL = 'dugu.qiushan@people.example'

const withAccount = async (m: TestMarket) => {
  const at = new Date(m.clock.now())
  await m.database.pool.query(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ('user-erase', $1, $2, true, $3, $3)`,
    [NAME, MAIL, at],
  )
  await m.database.pool.query(
    `insert into auth.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId") values ('ses-1', now() + interval '1 day', 'tok-1', now(), now(), 'user-erase')`,
  )
  await m.database.pool.query(
    `insert into platform.mail (id, kind, to_address, lang, subject, body, queued_at) values ('mail_1', 'test', $1, 'zh', '您好', $2, now())`,
    [MAIL, `${NAME}：您好`],
  )
  await m.act(SYSTEM, async (act) => ok(await ensurePerson(act, { userId: 'user-erase', name: NAME })))
  return actorForUser(m.database.reader, 'user-erase', m.clock.now())
}

/** Every text of every table that holds one of the words, by table. */
const whereFound = async (m: TestMarket, words: readonly string[]): Promise<readonly string[]> => {
  const { rows: tables } = await m.database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const found: string[] = []
  for (const { name } of tables)
    for (const word of words) {
      const { rowCount } = await m.database.pool.query(`select 1 from ${name} t where to_jsonb(t)::text ilike '%' || $1 || '%' limit 1`, [word])
      if (rowCount) found.push(name)
    }
  return [...new Set(found)]
}

it('an account is erased after the waiting period: neither mail address nor name is left anywhere, and the proofs of the entries that told the name still hold (PIPL art. 47)', async () => {
  const m = await market()
  const person = await withAccount(m)
  await m.as(person).account.keepDraft({ place: '/zh/complaints', form: 'complaint', typed: { text: `我是${NAME}，${MAIL}` }, seen: 0 })
  valueOf(await m.as(person).notification.choose({ mail: 'none' }))
  valueOf(await m.as(person).party.changeMyName({ name: { zh: NAME, en: '' }, title: { zh: '研究员', en: '' } }))
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  valueOf(await m.as(clerk).party.verifyName({ personId: person.personId ?? '', name: { zh: NAME, en: '' }, reason: '核对身份证' }))
  expect((await whereFound(m, [NAME, MAIL])).length).toBeGreaterThan(3)
  const told = valueOf(await m.as(person).account.erasures.mine({}))
  expect(told.kept.map(({ ground }) => ground.zh)).toEqual([
    expect.stringContaining('不少于3年（电子商务法第三十一条）'),
    expect.stringContaining('30年'),
    expect.stringContaining('署名'),
    expect.stringContaining('只留摘要'),
  ])
  expect(told.erased.map(({ en }) => en)).toContain('Drafts of forms')
  const { erasureId, dueAt } = valueOf(await m.as(person).account.askErasure({ accepts: true }))
  expect(Date.parse(String(dueAt)) - m.clock.now()).toBe(told.waitDays * DAY_MS)
  await m.settle()
  const { rows } = await m.database.pool.query<{ id: string }>(`select id from platform.fact where body like '%' || $1 || '%' order by seq`, [NAME])
  const named = await Promise.all(rows.map(async ({ id }) => ({ id, file: valueOf(await m.as(person).evidence.facts.proof({ factId: id })).file })))
  m.clock.advance(told.waitDays * DAY_MS - HOUR_MS)
  await m.settle()
  expect(await addressOfUser(m.database.reader, 'user-erase')).toBe(MAIL)
  m.clock.advance(HOUR_MS)
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await whereFound(m, [MAIL])).toEqual([])
  expect(await whereFound(m, [NAME])).toEqual([])
  const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
  // The leaves of what told the name are as they were signed: a proof made before holds, with its content; one made now holds without.
  expect(named.length).toBe(3)
  for (const { id, file } of named) {
    expect(verifyProofFile(Buffer.from(file))).toMatchObject({ ok: true, claim: { body: expect.stringContaining(NAME) } })
    const proof = valueOf(await m.as(person).evidence.facts.proof({ factId: id }))
    expect(proof.fact).toMatchObject({ body: null, erasedAt: expect.any(String) })
    expect(verifyProofFile(Buffer.from(proof.file))).toMatchObject({ ok: true, claim: { body: null } })
  }
  expect(await verifyTree(m.database.reader)).toMatchObject({ ok: true, erased: 3 })
  expect(valueOf(await m.as(visitor).account.erasures.get({ id: erasureId }))).toMatchObject({ state: 'done' })
  expect(await actorForUser(m.database.reader, 'user-erase', m.clock.now())).toMatchObject({ personId: person.personId, mandates: [] })
  expect((await m.database.pool.query(`select 1 from auth.session where "userId" = 'user-erase'`)).rowCount).toBe(0)
  expect(await m.checks()).toEqual([])
})

it('content that is gone without the erasure of its person is found, and nothing else of a fact changes', async () => {
  const m = await market()
  const person = await withAccount(m)
  const { pool } = m.database
  const blank = `update platform.fact set body = '{}', salt = ''::bytea, erased_at = now() where subject = '${person.personId}'`
  for (const forged of [
    `${blank.replace("body = '{}'", 'body = \'{"a":1}\'')}`,
    blank.replace('erased_at = now()', `erased_at = now(), type = 'party.other'`),
    blank.replace(', erased_at = now()', ''),
  ])
    await expect(pool.query(forged)).rejects.toThrow(/append-only|fact_erased/)
  await pool.query(blank)
  expect((await m.checks()).map(({ check }) => check)).toContain('party: no content is gone but of the names of people whose accounts were erased')
})

it('can be taken back while the waiting period runs, and the administrator sees what waits', async () => {
  const m = await market()
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  const person = await withAccount(m)
  const { erasureId } = valueOf(await m.as(person).account.askErasure({ accepts: true }))
  expect(await m.as(person).account.askErasure({ accepts: true })).toMatchObject({ refusal: { code: 'account.erasure_asked.conflict' } })
  expect(valueOf(await m.as(admin).account.erasures.list({})).items).toMatchObject([{ id: erasureId, personId: person.personId }])
  expect(await m.as(person).account.erasures.list({})).toMatchObject({ refusal: { code: 'request.forbidden' } })
  valueOf(await m.as(person).account.withdrawErasure({}))
  m.clock.advance(40 * DAY_MS)
  await m.settle()
  expect(await addressOfUser(m.database.reader, 'user-erase')).toBe(MAIL)
  expect(valueOf(await m.as(admin).account.erasures.list({})).items).toEqual([])
  expect(await m.as(person).account.withdrawErasure({})).toMatchObject({ refusal: { code: 'account.erasure_not_asked' } })
})

it('asked and taken back several times at once, is asked once and taken back once', async () => {
  const m = await market()
  const person = await withAccount(m)
  const codes = async (calls: readonly Promise<{ readonly ok: boolean; readonly refusal?: { readonly code: string } }>[]) =>
    (await Promise.all(calls)).map((answer) => (answer.ok ? 'ok' : answer.refusal?.code)).toSorted()
  const asked = await codes(Array.from({ length: 5 }, () => m.as(person).account.askErasure({ accepts: true })))
  expect(asked).toEqual([...Array.from({ length: 4 }, () => 'account.erasure_asked.conflict'), 'ok'])
  const withdrawn = await codes(Array.from({ length: 5 }, () => m.as(person).account.withdrawErasure({})))
  expect(withdrawn).toEqual([...Array.from({ length: 4 }, () => 'account.erasure_not_asked'), 'ok'])
  const { rows } = await m.database.pool.query<{ type: string }>("select type from platform.fact where type like 'account.erasure%' order by 1")
  expect(rows.map(({ type }) => type)).toEqual(['account.erasure_asked', 'account.erasure_withdrawn'])
})

it('is refused, with the reason, while an office is held or a complaint is open', async () => {
  const m = await market()
  const company = await m.organisation({ kind: 'enterprise', name: '杭州示范企业（演示）' })
  const agent = await m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId: company }] })
  const refused = await m.as(agent).account.askErasure({ accepts: true })
  expect(refused).toMatchObject({ refusal: { code: 'account.obligations_run', params: { openZh: expect.stringContaining('任职') } } })
  expect(valueOf(await m.as(agent).account.erasures.mine({})).acts).toMatchObject([{ act: 'ask', refusal: { code: 'account.obligations_run' } }])
})

it('the copy of one’s own data has a part from every room that keeps some, with its columns named in both languages (PIPL art. 45)', async () => {
  const m = await market()
  await withAccount(m)
  const person = await actorForUser(m.database.reader, 'user-erase', m.clock.now())
  valueOf(await m.as(person).complaint.file({ kind: 'service', about: '', text: '希望增加电话服务时间。' }))
  const { parts } = valueOf(await m.as(person).account.ownData({}))
  expect(parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['applications', 'bids', 'confirmations', 'income', 'objections', 'complaints', 'notifications', 'drafts']),
  )
  const complaints = parts.find(({ name }) => name === 'complaints')
  expect(complaints?.rows).toMatchObject([{ text: '希望增加电话服务时间。', state: 'received' }])
  for (const { fields, rows } of parts) for (const row of rows) expect(Object.keys(row).filter((column) => !(column in fields))).toEqual([])
})
