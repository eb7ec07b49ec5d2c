/**
 * One technology from disclosure to the inventors' paid income, through the HTTP door with real log-ins, and at every step what
 * bad input gets. The scenes are those of the demo; here each person is a browser.
 */
import { createORPCClient, ORPCError } from '@orpc/client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { CLIENT_IP_HEADER } from '#platform/auth/client-address.ts'
import { later, parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import type { Market } from '../../src/app/assembly.ts'
import { marketContract } from '../../src/modules/contracts.ts'
import type { Api } from '../../src/app/core.ts'
import { demoAchievements } from '../../src/app/demo/achievement-data.ts'
import { DEMO_PASSWORD, demoEmail } from '../../src/app/demo/cast.ts'
import { layBankAccounts, layCast, type LaidCast } from '../../src/app/demo/lay-cast.ts'
import { declareOwnWork } from '../../src/app/stage/acts.ts'
import { approve, assess, disclose, waiveFirstRefusal } from '../../src/app/stage/cataloguing.ts'
import { bidInTurn, draftLot, importStatement, payOut, publishLot } from '../../src/app/stage/selling.ts'
import { confirmSale, payAndHandOver, proposePlan, signContract } from '../../src/app/stage/dealing.ts'
import { INSTITUTIONS, wan, type Stage } from '../../src/app/stage/stage.ts'
import { verifyProofFile } from '../../src/modules/evidence/verify/verify-file.ts'
import { unfitFacts } from '../kit/facts.ts'
import { testNow } from '../kit/moment.ts'
import { browserAt, startServer, type Browser, type TestServer } from '../kit/server.ts'

let server: TestServer
let market: Market
const browsers = new Map<string, Browser>()
const clients = new Map<string, Api>()
let cast: LaidCast

/** By the account service itself, each start from an address of its own: it counts log-ins by address, and these are many people at one. */
const logIn = async (key: string, address: string): Promise<void> => {
  const response = await market.auth.handler(
    new Request('http://zhepai.test/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://zhepai.test', [CLIENT_IP_HEADER]: address },
      body: JSON.stringify({ email: demoEmail(key), password: DEMO_PASSWORD }),
    }),
  )
  expect(response.status, key).toBe(200)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  browsers.set(key, browserAt(server.origin, cast.actors.get(key)?.personId ?? '', cookie))
  const link = new OpenAPILink(marketContract as never, {
    url: `${server.origin}/api/v1`,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    // The client reads application/json only; problem details are JSON under their own name.
    fetch: async (request, init) => {
      const response = await fetch(request, init)
      if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response
      return new Response(await response.text(), { status: response.status, headers: { 'content-type': 'application/json' } })
    },
    customErrorResponseBodyDecoder: (body) => {
      const problem = body as { status: number; code: string; title: string }
      return new ORPCError(problem.code, { status: problem.status, message: problem.title, data: problem })
    },
  })
  clients.set(key, createORPCClient(link))
}

const PEOPLE = [
  'researcher',
  'researcher2',
  'researcher3',
  'tto',
  'approver',
  'approver2',
  'clerk',
  'clerk2',
  'finance',
  'finance2',
  'auctioneer',
  'regulator',
  'enterprise',
  'enterprise2',
  'enterprise3',
  'tto.poly',
]

const stage: Stage = {
  as: (key) => {
    const client = clients.get(key)
    if (!client) throw new Error(`${key} has not logged in`)
    return client
  },
  actorOf: (key) => cast.actors.get(key) ?? SYSTEM,
  organisationId: (key) => cast.organisations.get(key) ?? '',
  personId: (key) => cast.actors.get(key)?.personId ?? '',
  settle: () => market.core.settle(),
  now: () => market.now(),
}

const jumpTo = async (at: Instant): Promise<void> => {
  const byMs = at - market.now()
  if (byMs <= 0) return
  const response = await fetch(`${server.origin}/api/v1/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ byMs }),
  })
  expect(response.status).toBe(200)
}

/** The refusal code of a call that must not succeed, and that nothing was written. */
const refusal = async (call: () => Promise<unknown>): Promise<string> => {
  // What was told before may still be on its way to inboxes.
  const count = async () =>
    (await market.database.pool.query<{ n: bigint }>(`select count(*) as n from platform.fact where type not like 'notification.%'`)).rows[0]?.n
  await stage.settle()
  const before = await count()
  const code = await call().then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof ORPCError ? error.code : String(error)),
  )
  expect(await count()).toBe(before)
  return code
}

const institution = INSTITUTIONS.university
const item = demoAchievements[3]
if (!item) throw new Error('no demo achievement')
let achievementId = ''
let lotId = ''
let auctionId = ''
let contractId = ''
let planId = ''
let noticeClosesAt: Instant
let opensAt: Instant

/** Weekdays and weekends, early, at noon and late; before long holidays; at the end of a year. The first is `TEST_NOW`, if it is set. */
const STARTS: readonly (readonly [string, string])[] = [
  [process.env['TEST_NOW'] === undefined ? 'a Sunday at noon' : 'TEST_NOW', toIso(testNow())],
  ['a Monday early', '2026-11-29T16:10:00.000Z'],
  ['a Wednesday at noon', '2026-12-02T04:05:00.000Z'],
  ['a Tuesday late', '2026-10-20T15:50:00.000Z'],
  ['a Friday late', '2026-06-12T14:30:00.000Z'],
  ['a Saturday that is worked', '2026-02-14T03:00:00.000Z'],
  ['the eve of the National Day', '2026-09-30T08:00:00.000Z'],
  ['30 December', '2026-12-30T09:30:00.000Z'],
]

describe.each(STARTS)('the story from %s', (name, start) => {
  beforeAll(async () => {
    server = await startServer({ start: parseInstant(start) })
    market = server.market
    cast = await layCast(market.core, market.auth)
    await layBankAccounts(market.core, cast)
    const address = `10.0.0.${STARTS.findIndex(([known]) => known === name) + 1}`
    for (const key of PEOPLE) await logIn(key, address)
  })

  it('1 · disclosure: shares must sum, patents must check, the maker may not approve', async () => {
    const lead = stage.personId('researcher')
    const body = {
      title: { zh: '测试成果', en: 'Test' },
      abstract: { zh: '摘要', en: 'Abstract' },
      completers: [{ personId: lead, shareBasisPoints: 9_000, isMain: true, isRepresentative: true }],
      trl: 6,
      form: 'technology' as const,
      ipKind: 'invention' as const,
      patentNumbers: ['201810861934.2'],
      field: 'new_materials' as const,
      modes: ['assignment' as const],
    }
    expect(await refusal(() => stage.as('researcher').achievement.disclose(body))).toBe('achievement.shares_do_not_sum')
    const whole = [{ ...body.completers[0], personId: lead, shareBasisPoints: 10_000, isMain: true, isRepresentative: true }]
    expect(await refusal(() => stage.as('researcher').achievement.disclose({ ...body, completers: whole, patentNumbers: ['201810861934.3'] }))).toBe(
      'achievement.patent_check_digit',
    )
    expect(await refusal(() => stage.as('enterprise').achievement.disclose({ ...body, completers: whole }))).toBe('request.forbidden')
    achievementId = await disclose(stage, institution, item, 1)
    expect(await refusal(() => stage.as('tto.poly').achievement.assess({ id: achievementId, decision: 'publish' }))).toBe('achievement.not_found')
    await assess(stage, institution, achievementId)
    expect(await refusal(() => stage.as('tto').achievement.approve({ id: achievementId }))).toBe('achievement.maker_may_not_approve')
    await approve(stage, institution, achievementId)
    const record = await stage.as('enterprise').achievement.get({ id: achievementId })
    expect(record.catalogueNumber).toMatch(/^\d{3}\d{4}Y\d{4}$/)
    expect(record.confidential).toBeNull()
  })

  it('2 · offer: first refusal first, terms within the rules, three checks, a second disposal refused', async () => {
    const offer = { item, achievementId, institution, right: 'assignment' as const, startWan: 280, reserveWan: 300 }
    lotId = await draftLot(stage, offer)
    expect(await refusal(() => stage.as('tto').listing.submit({ id: lotId }))).toBe('title.origin.undeclared')
    await declareOwnWork(stage.as('tto'), achievementId)
    expect(await refusal(() => stage.as('tto').listing.submit({ id: lotId }))).toBe('listing.first_refusal_open')
    await waiveFirstRefusal(stage, institution, achievementId, wan(280))
    await stage.as('tto').listing.submit({ id: lotId })
    expect(await refusal(() => stage.as('tto').listing.check({ id: lotId, aspect: 'title', outcome: 'passed' }))).toBe('request.forbidden')
    const published = await publishLot(stage, lotId)
    noticeClosesAt = published.noticeClosesAt
    opensAt = published.opensAt
    const second = await draftLot(stage, offer)
    expect(await refusal(() => stage.as('tto').listing.submit({ id: second }))).toMatch(/^title\./)
    const lot = await stage.as('enterprise').listing.get({ id: lotId })
    expect(JSON.stringify(lot)).not.toContain(wan(300))
    expect(lot.reserveCommitment).toMatch(/^[0-9a-f]{64}$/)
  })

  it('3 · registration: the seller stays out, a wrong statement is refused whole, strangers on it are listed', async () => {
    expect(await refusal(() => stage.as('enterprise').listing.apply({ id: lotId, undertakingAccepted: false }))).toMatch(/^listing\./)
    for (const key of ['enterprise', 'enterprise2']) {
      const { applicationId } = await stage.as(key).listing.apply({ id: lotId, statement: '', undertakingAccepted: true })
      await stage.as('clerk').listing.qualify({ id: applicationId })
    }
    await stage.as('enterprise3').listing.apply({ id: lotId, statement: '', undertakingAccepted: true })
    const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
    expect(await refusal(() => stage.as('finance').payment.uploadStatement({ fileName: 'x.xml', contentBase64: base64('<Document><BkToCstmrStmt>') }))).toMatch(
      /^ledger\.statement_/,
    )
    const file = await stage.as('finance').payment.demoStatement({ format: 'csv', withStranger: true })
    const { statementId } = await stage.as('finance').payment.uploadStatement({ fileName: file.fileName, contentBase64: base64(file.text) })
    const booked = await stage.as('finance').payment.bookStatement({ statementId })
    await stage.settle()
    expect(booked).toMatchObject({ matched: 2, unmatched: 1 })
    const again = await stage.as('finance').payment.uploadStatement({ fileName: file.fileName, contentBase64: base64(file.text) })
    expect(again.isKnown).toBe(true)
  })

  it('4 · auction: every wrong bid is refused and kept as evidence, the clock decides', async () => {
    await jumpTo(noticeClosesAt)
    await stage.settle()
    const auction = await stage.as('enterprise').auction.ofLot({ id: lotId })
    auctionId = auction.id
    const bid = (key: string, priceMinor: bigint | string, headers: Record<string, string> = {}) =>
      browsers.get(key)?.fetch(`/api/v1/auctions/${auctionId}/bids`, { body: { priceMinor: String(priceMinor) }, headers })
    const code = async (response: Response | undefined) => ((await response?.json()) as { code?: string } | undefined)?.code
    expect(await code(await bid('enterprise', auction.startingPriceMinor))).toBe('auction.not_open_yet')
    await jumpTo(later(opensAt, 60_000))
    await stage.settle()
    const start = BigInt(auction.startingPriceMinor)
    expect(await code(await bid('enterprise', start - 1n))).toBe('auction.bid_too_low')
    expect(await code(await bid('enterprise', start + 1n))).toBe('auction.off_increment_grid')
    expect(await code(await bid('enterprise3', start))).toBe('auction.not_qualified')
    expect(await code(await bid('tto', start))).toMatch(/^(request\.forbidden|auction\.)/)
    expect(
      await code(
        await fetch(`${server.origin}/api/v1/auctions/${auctionId}/bids`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ priceMinor: String(start) }),
        }),
      ),
    ).toBe('request.unauthorized')
    const first = await bid('enterprise', start, { 'idempotency-key': 'one' })
    expect(first?.status).toBe(200)
    const repeated = await bid('enterprise', start, { 'idempotency-key': 'one' })
    expect(await repeated?.json()).toEqual(await first?.json())
    expect((await bid('enterprise', start + BigInt(auction.incrementMinor), { 'idempotency-key': 'one' }))?.status).toBe(409)
    await bidInTurn(stage, lotId, { enterprises: ['enterprise2', 'enterprise'], steps: [2, 1, 2] })
    const before = await stage.as('enterprise').auction.get({ id: auctionId })
    await jumpTo(later(parseInstant(before.endsAt), 3_000))
    await stage.settle()
    expect(await code(await bid('enterprise2', BigInt(before.nextMinimumMinor)))).toBe('auction.ended')
    const closed = await stage.as('enterprise').auction.get({ id: auctionId })
    expect(closed).toMatchObject({ phase: 'closed', outcome: 'sold' })
  })

  it('5 · contract: losers released, both sides confirm the same paper, price into escrow and out on acceptance', async () => {
    const lot = await stage.as('clerk').listing.get({ id: lotId })
    const notice = await stage.as('clerk').notice.get({ id: lot.resultNoticeId ?? '' })
    expect(await refusal(() => stage.as('tto').contract.ofLot({ lotId }))).toBe('contract.not_found')
    await jumpTo(parseInstant(notice.closesAt ?? ''))
    await stage.settle()
    const closed = await stage.as('clerk').auction.get({ id: auctionId })
    const buyer = ['enterprise', 'enterprise2'].find((key) => stage.actorOf(key).mandates[0]?.organisationId === closed.winnerOrganisationId) ?? ''
    const loser = buyer === 'enterprise' ? 'enterprise2' : 'enterprise'
    contractId = await confirmSale(stage, institution, buyer, lotId)
    expect(await refusal(() => stage.as(loser).contract.get({ id: contractId }))).toBe('contract.not_found')
    expect(await refusal(() => stage.as(buyer).contract.confirm({ id: contractId, sha256: '0'.repeat(64), accepts: true }))).toMatch(/^contract\./)
    await signContract(stage, institution, buyer, contractId)
    const { contractPaper } = await stage.as(buyer).contract.get({ id: contractId })
    const pdf = await browsers.get(buyer)?.fetch(contractPaper?.href ?? '')
    expect(
      Buffer.from((await pdf?.arrayBuffer()) ?? new ArrayBuffer(0))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await browsers.get(loser)?.fetch(contractPaper?.href ?? ''))?.status).toBe(404)
    await payAndHandOver(stage, institution, buyer, contractId)
    expect((await stage.as('tto').contract.get({ id: contractId })).state).toBe('settled')
  })

  it('6 · income: at least 70 % to the team, notice first, two other persons approve, nobody loses a fen', async () => {
    const income = stage.as('tto').income
    const { id } = await income.ofContract({ contractId })
    planId = id
    const { completers } = await income.editor.get({ id })
    const shares = [
      ...completers.map(({ personId, isMain }) => ({
        personId: personId ?? '',
        group: isMain ? ('main' as const) : ('other' as const),
        basisPoints: isMain ? 5_000 : 10_000,
      })),
      { personId: stage.personId('tto'), group: 'transfer' as const, basisPoints: 10_000 },
    ]
    const plan = { id, base: 'net' as const, rates: { main: 7_500, transfer: 600, other: 1_900 }, shares }
    expect(await refusal(() => income.draftPlan({ ...plan, teamRateBasisPoints: 6_900 }))).toBe('income.team_share_too_low')
    expect(await refusal(() => income.draftPlan({ ...plan, teamRateBasisPoints: 8_000, rates: { main: 6_000, transfer: 600, other: 3_400 } }))).toBe(
      'income.main_share_too_low',
    )
    const running = await proposePlan(stage, institution, contractId)
    expect(await refusal(() => stage.as('approver').income.approve({ id }))).toBe('income.notice_still_runs')
    expect(await refusal(() => income.payOut({ id }))).toMatch(/^income\.(notice_still_runs|wrong_state)/)
    await jumpTo(running.closesAt)
    await stage.settle()
    expect(await refusal(() => income.approve({ id }))).toBe('income.maker_may_not_approve')
    await stage.as('approver').income.approve({ id })
    expect(await refusal(() => stage.as('approver').income.approve({ id }))).toBe('income.second_person_needed')
    await stage.as('approver2').income.approve({ id })
    await income.payOut({ id })
    await stage.settle()
    await importStatement(stage)
    await payOut(stage)
    const paid = await income.get({ id })
    expect(paid.state).toBe('paid')
    const sum = paid.payees.reduce((total, payee) => total + BigInt(payee.amountMinor), 0n)
    expect(sum + BigInt(paid.retainedMinor) + BigInt(paid.costMinor) + BigInt(paid.taxMinor)).toBe(BigInt(paid.grossMinor))
    const mine = await stage.as('researcher').income.mine({})
    expect(BigInt(mine.paidMinor)).toBeGreaterThan(0n)
  })

  it('7 · evidence: a party downloads a proof that verifies offline, and one changed byte fails', async () => {
    const { items } = await stage.as('enterprise').evidence.facts.list({ subject: auctionId, limit: 100 })
    const bid = items.find(({ type }) => type === 'auction.bid_accepted')
    const response = await browsers.get('enterprise')?.fetch(`/api/v1/evidence/facts/${bid?.factId ?? ''}/proof-file`)
    const bytes = new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(verifyProofFile(bytes).ok).toBe(true)
    const changed = Uint8Array.from(bytes)
    changed[Math.floor(bytes.length / 2)] = (changed[Math.floor(bytes.length / 2)] ?? 0) ^ 1
    expect(verifyProofFile(changed).ok).toBe(false)
    const types = new Set(items.map(({ type }) => type))
    for (const type of ['auction.scheduled', 'auction.opened', 'auction.bid_accepted', 'auction.bid_refused', 'auction.closed'])
      expect(types.has(type), type).toBe(true)
  })

  it('8 · regulator: the deal stands in the figures, and every invariant holds', async () => {
    const { total } = await stage
      .as('regulator')
      .indicator.headline({})
      .then((answer) => ({ total: JSON.stringify(answer) }))
    expect(total).toMatch(/"settled":1|"deals":1/)
    expect(planId).not.toBe('')
    expect(await market.checks()).toEqual([])
    expect(await unfitFacts(market.database, market.core.modules)).toEqual([])
  })
})
