/** A day's statement with good and bad lines, through the HTTP door as an officer's program would send it. */
import { beforeAll, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import { requestPayment } from '../../src/modules/payment/index.ts'
import { startServer, type Browser } from '../kit/server.ts'

const ACCOUNT = '330100990000000001'
const NAME = '杭州示范科技有限公司（演示）'
const server = await startServer()
let finance: Browser
let clerk: Browser
let buyer: string

interface Answer {
  readonly status: number
  readonly body: Record<string, never>
}
const ask = async (browser: Browser, path: string, body?: unknown): Promise<Answer> => {
  const response = await browser.fetch(`/api/v1${path}`, body === undefined ? {} : { body })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}
const upload = (text: string) => ask(finance, '/ledger/statements', { fileName: 'day.csv', contentBase64: Buffer.from(text, 'utf8').toString('base64') })
const day = (...rows: readonly string[]) =>
  [`账号,${ACCOUNT}`, '币种,CNY', '交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,附言,流水号', ...rows].join('\r\n')

beforeAll(async () => {
  const house = await server.organisation('market', '示范技术市场（演示）')
  buyer = await server.organisation('enterprise', NAME)
  finance = await server.logIn('finance', [{ role: 'finance', organisationId: house }])
  clerk = await server.logIn('clerk', [{ role: 'enterprise', organisationId: buyer }])
  const admin = await server.logIn('admin', [{ role: 'admin', organisationId: house }])
  await ask(admin, '/ledger/bank-account', { bankName: '示范银行', accountName: '监管专户', accountNumber: ACCOUNT })
})

it('the good rest of a day is booked, each line that waits says why, and the bank’s serial may begin again the next day', async () => {
  const requested = await server.market.core.road.run({ operation: 'test', actor: SYSTEM }, async (act) =>
    requestPayment(act, { payerOrganisationId: buyer, amountMinor: 5_000_000n, purpose: 'deposit', subject: 'lot_http', dueAt: later(act.now, 48 * HOUR_MS) }),
  )
  if (!requested.ok) throw new Error(requested.refusal.code)
  const { reference, requestId } = requested.value
  const first = await upload(
    day('2026/3/3,9:00:00,,10.00,10.00,某人,6222000011112222,转账,x,000001', '2026/3/3,9:05:00,,"12,5",22.50,某人,6222000011112222,转账,y,000002'),
  )
  const booked = await ask(finance, `/ledger/statements/${first.body['statementId']}/book`, {})
  expect(booked.body).toEqual({ booked: 1, matched: 0, unmatched: 1, unread: 1 })
  const { body: shown } = await ask(finance, `/ledger/statements/${first.body['statementId']}`)
  expect(shown).toMatchObject({
    state: 'partly_booked',
    waitingCount: 2,
    unreadMinor: '1250',
    setAside: [{ lineNumber: 5, problem: { code: 'ledger.statement_amount_invalid', params: { line: 5, value: '12,5' } } }],
  })
  const next = await upload(day(`2026年3月4日,9:00:00,,"50,000.00",50022.50,${NAME},6222000033334444,转账,${reference},000001`))
  expect((await ask(finance, `/ledger/statements/${next.body['statementId']}/book`, {})).body).toMatchObject({ booked: 1, matched: 1 })
  expect((await ask(clerk, `/ledger/payments/${requestId}`)).body).toMatchObject({
    request: { state: 'paid' },
    received: { bookedOn: '2026-03-04', payerName: NAME },
  })
  expect((await ask(finance, '/ledger/reconciliation')).body).toMatchObject({ differenceMinor: '0', isCovered: true, ledgerBankMinor: '5002250' })
  await server.market.core.settle()
  expect(await server.market.core.checks()).toEqual([])
})

it('refusals come in both languages and name the line', async () => {
  const broken = (lang: string) =>
    finance
      .fetch('/api/v1/ledger/statements', {
        body: { fileName: 'one.csv', contentBase64: Buffer.from(day('2026-03-05,,,"12,5",,,,,,N9')).toString('base64') },
        headers: { 'accept-language': lang },
      })
      .then(async (response) => ({ status: response.status, ...((await response.json()) as { code: string; title: string }) }))
  const [zh, en] = [await broken('zh-CN'), await broken('en')]
  expect(zh).toMatchObject({ code: 'ledger.statement_amount_invalid' })
  expect(zh.status).toBeGreaterThanOrEqual(400)
  expect(JSON.stringify(zh)).toContain('第 4 行')
  expect(JSON.stringify(en)).toContain('Line 4')
})
