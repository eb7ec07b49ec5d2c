/** A database of the version before: what stood in it is told to the log once, and what was too public is closed. */
import { beforeAll, expect, test } from 'vitest'
import { factsOf, figure, text } from '#contract/fact.ts'
import { SYSTEM, VISITOR } from '#kernel/actor.ts'
import { verifyTree } from '#modules/evidence/index.ts'
import { addPerson } from '#modules/party/index.ts'
import { platformMigrations } from '#platform/outbox/migrations.ts'
import type { Environment } from '#platform/config/config.ts'
import { clientAccount, feesAccount } from '../../modules/ledger/core/accounts.ts'
import { move } from '../../modules/ledger/core/posting.ts'
import { post } from '../../modules/ledger/store-books.ts'
import type { Market } from '../assembly.ts'
import { callOf, openMachines } from '../../../test/kit/machines.ts'
import { migrateBackTo } from './migrate-back-to.ts'
import { withMarket } from './with-market.ts'

const { machine } = openMachines()

const NEW = new Set(['0020_record_fact', '0009_told_postings', '0002_inside_notices', '0002_keys', '0001_told_accounts', '0003_declared_kinds'])
const BODY = ['技术合同编号 HT-1。', '奖励和报酬总额 100.00元。', '沈知行（主要贡献人员）：70.00元', '顾若谷（其他完成人）：30.00元', '可以提出异议。'].join(
  '\n',
)
/** Facts as the earlier version declared them: they said less. */
const notice = { noticeId: text, kind: text, subject: text, ownerOrganisationId: text, titleZh: text, titleEn: text, bodyZh: text, bodyEn: text }
const before = factsOf('notice', { opened: { readers: 'public', body: { ...notice, ruleId: text, days: figure, unit: text } } })
const beforeDocument = factsOf('document', { stored: { readers: 'public', body: { documentId: text, kind: text, name: text, size: figure, sha256: text } } })
let environment: Environment

const inMarket = <Value>(work: (market: Market) => Promise<Value>): Promise<Value> => withMarket(callOf(environment, []).call, ({ market }) => work(market))

/** As the earlier version left it: no facts of postings and accounts, and a plan published with every name. */
const layOld = async ({ core, auth, database }: Market): Promise<void> => {
  const userId = await auth.createAccount({ email: 'old@test.example', password: 'a long test password', name: '沈知行' })
  await core.road.run({ operation: 'test.old', actor: SYSTEM }, async (act) => {
    await addPerson(act, { userId, name: { zh: '沈知行', en: '' } })
    const noticeId = 'ntc_01m3a3exw0w9vr276e5kcm7bmv'
    const body = {
      noticeId,
      kind: 'distribution',
      subject: 'pln_1',
      ownerOrganisationId: 'org_1',
      titleZh: '公示',
      titleEn: 'Notice',
      bodyZh: BODY,
      bodyEn: BODY,
    }
    act.publish(before.opened, { subject: noticeId, body: { ...body, ruleId: 'rul_1', days: 15, unit: 'cd' } })
    const document = { documentId: 'doc_1', kind: 'distribution_plan', name: 'plan.pdf', size: 1, sha256: 'a'.repeat(64) }
    act.publish(beforeDocument.stored, { subject: 'doc_1', body: document })
    return post(act, {
      purpose: 'transfer',
      subject: 'org_1',
      key: 'old',
      legs: move({ debit: feesAccount('CNY'), credit: clientAccount('org_1', 'CNY') }, 500n),
    })
  })
  await database.pool.query(`begin; set local session_replication_role = replica;
    delete from platform.fact_pending where seq in (select seq from platform.fact where type = 'ledger.posted');
    delete from platform.fact where type = 'ledger.posted';
    insert into notice.notice (id, kind, subject, related, title_zh, title_en, body_zh, body_en, owner_organisation_id, rule_id, rule_key, unit, days, state, opens_at, remaining, since, closes_at)
      values ('ntc_01m3a3exw0w9vr276e5kcm7bmv', 'distribution', 'pln_1', '{}', '公示', 'Notice', '${BODY}', '${BODY}', 'org_1', 'rul_1', 'publicity.reward', 'cd', 15, 'running', now(), 15, now(), now() + interval '15 days');
    insert into income.payee (plan_id, person_id, line, share_group, basis_points, amount_minor) values ('pln_1', 'per_1', 0, 'main', 10000, 7000);
    insert into document.file (id, kind, name, media_type, size, sha256, stored_at) values ('doc_1', 'distribution_plan', 'plan.pdf', 'application/pdf', 1, '${'a'.repeat(64)}', now());
    insert into document.link (document_id, subject, visible_to, linked_at) values ('doc_1', 'pln_1', null, now());
    commit`)
}

beforeAll(async () => {
  environment = await machine()
  await inMarket(async (market) => {
    const sets = [{ name: 'platform', migrations: platformMigrations }, ...market.core.modules]
    const migrations = sets.flatMap(({ name: schema, migrations: all }) =>
      (all ?? []).filter(({ name }) => !NEW.has(name)).map(({ name }) => ({ schema, name, digest: '' })),
    )
    await migrateBackTo(market, { program: 'before', migrations } as unknown as Parameters<typeof migrateBackTo>[1])
    await layOld(market)
    await market.migrate()
    await market.core.settle()
  })
})

test('accounts and postings of before are in the log, and what is bound to it holds', () =>
  inMarket(async (market) => {
    const count = async (type: string) => (await market.database.pool.query('select 1 from platform.fact where type = $1', [type])).rowCount
    expect([await count('ledger.posted'), await count('party.account_changed')]).toEqual([1, 2])
    expect((await market.checks()).filter(({ check }) => /log says|was_told/.test(check))).toEqual([])
    expect(await verifyTree(market.database.reader)).toMatchObject({ ok: true })
    await market.database.pool.query(`update auth."user" set email = 'new@test.example'`)
    expect(await count('party.account_changed')).toBe(3)
    expect((await market.checks()).filter(({ check }) => check.startsWith('accounts'))).toEqual([])
  }))

test('names and amounts of a plan that was published are read by the unit and its persons only', () =>
  inMarket(async (market) => {
    const notice = await market.core.as(VISITOR).notice.get({ id: 'ntc_01m3a3exw0w9vr276e5kcm7bmv' })
    expect(notice.body.zh.split('\n')).toEqual(['技术合同编号 HT-1。', '奖励和报酬总额 100.00元。', '可以提出异议。'])
    const { items } = await market.core.as(VISITOR).evidence.facts.list({ subject: notice.id })
    expect(items).toMatchObject([{ type: 'notice.opened', body: null }])
    const { rows } = await market.database.pool.query('select visible_to from document.link')
    expect(rows).toEqual([{ visible_to: ['org_1', 'per_1', 'role:regulator'] }])
  }))
