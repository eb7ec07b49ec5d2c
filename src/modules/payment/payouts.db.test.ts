/** What becomes of money that is held: refunds, the seller’s price, payouts by two people; and the books an auditor reads after it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { HOUR_MS } from '#kernel/instant.ts'
import { captureHold, escrowBalance, releaseEscrow } from '#modules/ledger/index.ts'
import { orderPayout, refundHold } from './index.ts'
import { approver, bankLine, book, buyer, clean, codeOf, finance, m, openBank, openLine, other, pay, request, second, seller, value } from './payment.story.ts'

/** The deposits of two bidders: one under its own name, one from an account that two officers made out to be its. */
const takeDeposits = async () => {
  await openBank()
  await pay(buyer, 500_000n, 'lot_one')
  const { requestId } = await request(other, 777n, 'lot_one')
  await book([bankLine({ amountMinor: 777n, counterpartyName: '别家', counterpartyAccount: '62', remark: '货款' })])
  const lineId = await openLine()
  value(await m.as(finance).payment.proposeAssignment({ lineId, targetId: requestId, note: '已与付款单位电话核实' }))
  value(await m.as(second).payment.confirmAssignment({ lineId }))
}
beforeAll(takeDeposits)

const sqlState = async (sql: string): Promise<string> => {
  try {
    await m.database.pool.query(sql)
    return 'accepted'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('holds, escrow and payouts', () => {
  it('a released deposit becomes a refund order due within 24 hours, once', async () => {
    const claim = { subject: 'lot_one', organisationId: other, purpose: 'deposit' } as const
    const first = value(await m.act(SYSTEM, (act) => refundHold(act, claim)))
    expect(value(await m.act(SYSTEM, (act) => refundHold(act, claim)))).toEqual(first)
    expect(codeOf(await m.act(SYSTEM, (act) => captureHold(act, { ...claim, toSubject: 'con_one' })))).toBe('ledger.hold.already_ended')
    expect(codeOf(await m.act(SYSTEM, (act) => refundHold(act, { ...claim, subject: 'lot_none' })))).toBe('ledger.hold.not_found')
    const waiting = value(await m.as(finance).payment.payouts.list({ state: 'awaiting_account' })).items
    // The payer's name on the statement was not the organisation's own: no way back is guessed.
    expect(waiting.map((one) => [one.id, one.dueAt])).toEqual([[first.payoutId, new Date(m.clock.now() + 24 * HOUR_MS).toISOString()]])
    await clean()
  })

  it('a won deposit and the price go into escrow, to the seller, and out to a person', async () => {
    await pay(buyer, 9_500_000n, 'con_one', 'price')
    const captured = { organisationId: buyer, toSubject: 'con_one' }
    const deposit = { ...captured, subject: 'lot_one', purpose: 'deposit' } as const
    value(await m.act(SYSTEM, (act) => captureHold(act, deposit)))
    value(await m.act(SYSTEM, (act) => captureHold(act, deposit)))
    expect(codeOf(await m.act(SYSTEM, (act) => captureHold(act, { ...deposit, toSubject: 'con_two' })))).toBe('ledger.posting.conflict')
    expect(codeOf(await m.act(SYSTEM, (act) => refundHold(act, deposit)))).toBe('ledger.hold.already_ended')
    value(await m.act(SYSTEM, (act) => captureHold(act, { ...captured, subject: 'con_one', purpose: 'price' })))
    expect(await escrowBalance(m.database.reader, 'con_one')).toBe(10_000_000n)
    value(await m.act(SYSTEM, (act) => releaseEscrow(act, { contractId: 'con_one', toOrganisationId: seller })))
    expect(codeOf(await m.act(SYSTEM, (act) => releaseEscrow(act, { contractId: 'con_one', toOrganisationId: seller })))).toBe('ledger.escrow_empty')
    expect(await escrowBalance(m.database.reader, 'con_one')).toBe(0n)
    await clean()
  })

  it('a payout needs money, waits for an account, goes out by two people and is settled by the statement', async () => {
    const researcher = await m.person({ name: '李研究', roles: [{ role: 'researcher', organisationId: seller }] })
    const person = researcher.personId ?? ''
    const order = (amountMinor: bigint) =>
      m.act(SYSTEM, (act) =>
        orderPayout(act, { fromOrganisationId: seller, beneficiary: { kind: 'person', id: person }, amountMinor, purpose: 'income', subject: 'inc_one' }),
      )
    expect(codeOf(await order(10_000_001n))).toBe('ledger.insufficient_funds')
    const { payoutId } = value(await order(7_000_000n))
    expect(value(await order(7_000_000n)).payoutId).toBe(payoutId)
    expect(codeOf(await order(6_000_000n))).toBe('ledger.payout.conflict')
    expect(codeOf(await m.as(finance).payment.makeBatch({ payoutIds: [payoutId] }))).toBe('ledger.payout_not_ready')
    value(
      await m.as(researcher).party.setPayoutAccount({
        holderId: person,
        accountName: '李研究',
        number: '6222020000000000004',
        bankName: '示范银行（演示）',
        bankCode: '',
      } as never),
    )
    await m.settle()
    // The account that its owner named a moment ago was taken at once; what still waits is another's.
    expect(value(await m.as(finance).payment.nameAccounts({})).named).toBe(0)
    const ready = value(await m.as(finance).payment.payouts.list({ state: 'ordered' })).items
    expect(ready.map((one) => one.id)).toContain(payoutId)

    const payoutIds = ready.map((one) => one.id)
    const rejected = value(await m.as(finance).payment.makeBatch({ payoutIds }))
    expect(codeOf(await m.as(finance).payment.rejectBatch(rejected))).toBe('ledger.maker_is_checker')
    value(await m.as(second).payment.rejectBatch(rejected))
    expect(codeOf(await m.as(second).payment.approveBatch(rejected))).toBe('ledger.batch.conflict')

    const { batchId } = value(await m.as(finance).payment.makeBatch({ payoutIds }))
    expect(codeOf(await m.as(finance).payment.approveBatch({ batchId }))).toBe('ledger.maker_is_checker')
    expect(codeOf(await m.as(finance).payment.exportBatch({ batchId, format: 'csv' }))).toBe('ledger.batch.conflict')
    value(await m.as(second).payment.approveBatch({ batchId }))
    const file = value(await m.as(finance).payment.exportBatch({ batchId, format: 'pain.001' }))
    expect(file.text).toContain('<InstdAmt Ccy="CNY">70000.00</InstdAmt>')
    expect(file.text).toContain('<Id>6222020000000000004</Id>')
    expect(value(await m.as(finance).payment.exportBatch({ batchId, format: 'pain.001' })).text).toBe(file.text)
    await clean()

    await book(
      ready.map((one) => bankLine({ direction: 'debit', amountMinor: BigInt(one.amountMinor), counterpartyName: one.accountName, remark: one.reference })),
    )
    expect(value(await m.as(finance).payment.payouts.list({ state: 'settled' })).items).toHaveLength(ready.length)
    const { rows } = await m.database.pool.query<{ body: string }>(`select body from platform.fact where type = 'ledger.payout_settled' and subject = $1`, [
      payoutId,
    ])
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ payoutId, subject: 'inc_one', purpose: 'income', beneficiaryId: person, amountMinor: '7000000' })
    await clean()
  })

  it('a payout that the bank sends back goes out again once another account is named', async () => {
    const [settled] = value(await m.as(finance).payment.payouts.list({ state: 'settled' })).items.filter((one) => one.purpose === 'income')
    await book([bankLine({ amountMinor: BigInt(settled?.amountMinor ?? 0), counterpartyName: '李研究', remark: `退汇 ${settled?.reference}` })])
    const line = value(await m.as(finance).payment.lines.list({})).items.find((one) => one.reason === 'payout_returned')
    const { payoutId } = value(await m.as(finance).payment.orderReturn({ lineId: line?.id ?? '' }))
    const again = value(await m.as(finance).payment.payouts.list({ state: 'awaiting_account' })).items.find((one) => one.id === payoutId)
    expect(again).toMatchObject({ purpose: 'reissue', subject: settled?.id, beneficiaryId: settled?.beneficiaryId, amountMinor: settled?.amountMinor })
    await clean()
  })

  it('a refund of money that came under the organisation’s own name goes back the way it came', async () => {
    await pay(other, 300_000n, 'lot_back')
    const { payoutId } = value(await m.act(SYSTEM, (act) => refundHold(act, { subject: 'lot_back', organisationId: other, purpose: 'deposit' })))
    const found = value(await m.as(finance).payment.payouts.list({ state: 'ordered' })).items.find((one) => one.id === payoutId)
    expect(found).toMatchObject({ accountName: '宁波示范材料有限公司（演示）', accountTail: '6222' })
  })
})

describe('the database itself refuses', () => {
  it.each<[string, string]>([
    ['a payout that changes its amount', 'update payment.payout set amount_minor = amount_minor + 1'],
    ['a settled payout that is opened again', `update payment.payout set state = 'exported', settled_at = null where state = 'settled'`],
    ['a bank line that is rewritten', `update payment.statement_line set amount_minor = amount_minor + 1`],
    ['a batch confirmed by its finance', `update payment.payout_batch set decided_by = made_by`],
    ['an assignment confirmed by its finance', `update payment.assignment set decided_by = made_by where state <> 'proposed'`],
    ['a deleted payout', 'delete from payment.payout'],
    ['a deleted bank line', 'delete from payment.statement_line'],
  ])('%s', async (_name, sql) => {
    expect(await sqlState(sql)).toBe('23514')
  })
  it('and nothing of this was kept', clean)
})

describe('for the auditor', () => {
  it('bank and ledger agree', async () => {
    const found = value(await m.as(finance).payment.reconciliation({}))
    expect(found).toMatchObject({ differenceMinor: '0', isCovered: true })
    expect(found.debitsMinor).toBe(found.creditsMinor)
    expect(found.payoutsInTransitMinor).toBe(found.payoutOrdersMinor)
    value(await m.as(finance).payment.overview({}))
    value(await m.as(finance).ledger.accounts.list({}))
    value(await m.as(finance).payment.statements.list({}))
    value(await m.as(finance).payment.batches.list({}))
  })

  it('an account’s entries carry the balance back to zero across pages', async () => {
    let cursor: string | undefined
    let last = ''
    let pages = 0
    do {
      const page = value(await m.as(finance).ledger.accounts.get({ code: 'bank:CNY', limit: 2, ...(cursor === undefined ? {} : { cursor }) }))
      const oldest = page.entries.at(-1)
      last =
        oldest === undefined ? last : String(BigInt(oldest.balanceMinor) - (oldest.side === 'D' ? BigInt(oldest.amountMinor) : -BigInt(oldest.amountMinor)))
      cursor = page.nextCursor ?? undefined
      pages += 1
    } while (cursor !== undefined)
    expect(pages).toBeGreaterThan(2)
    expect(last).toBe('0')
  })

  const AUDITOR = 'hledger'
  const hasHledger = spawnSync(AUDITOR, ['--version']).status === 0
  it('is read by the market’s own approver, and by no approver of a seller', async () => {
    const foreign = await m.person({ name: '审批人', roles: [{ role: 'approver', organisationId: seller }] })
    const regulator = await m.person({ name: '主管', roles: [{ role: 'regulator', organisationId: seller }] })
    const codesFor = async (actor: Actor) => {
      const { ledger, payment } = m.as(actor)
      const page = { limit: 20 }
      const answers = await Promise.all([
        payment.overview({}),
        payment.reconciliation({}),
        ledger.exportJournal({}),
        ledger.accounts.list(page),
        payment.statements.list(page),
        payment.batches.list(page),
        payment.lines.list(page),
        payment.requests.list({ ...page, state: 'open' }),
        payment.payouts.list({ ...page, state: 'ordered' }),
      ])
      return [...new Set(answers.map(codeOf))]
    }
    expect(await codesFor(foreign)).toEqual(['request.forbidden'])
    for (const reader of [finance, approver]) expect(await codesFor(reader)).toEqual(['ok'])
    // The regulator reads figures, and no line that names a bidder.
    expect((await codesFor(regulator)).toSorted()).toEqual(['ok', 'request.forbidden'])
    expect(codeOf(await m.as(regulator).payment.reconciliation({}))).toBe('ok')
  })

  it.skipIf(!hasHledger)('hledger reads the journal, finds it balanced, and refuses a changed leg (needs hledger on PATH)', async () => {
    const { text } = value(await m.as(finance).ledger.exportJournal({}))
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'zhepai-journal-')), 'books.journal')
    writeFileSync(file, text)
    execFileSync(AUDITOR, ['check', '-f', file, 'balanced', 'assertions', 'commodities'])
    const total = execFileSync(AUDITOR, ['-f', file, 'balance', '--flat', '--no-elide', '-N', 'bank'], { encoding: 'utf8' })
    const bank = value(await m.as(finance).payment.reconciliation({})).ledgerBankMinor
    expect(total.replaceAll(/[^\d.]/g, '').replace('.', '')).toContain(bank)
    const leg = /^( {4}assets:bank {2}CNY )(\d+)\.(\d\d)$/m
    writeFileSync(
      file,
      text.replace(leg, (_, before: string, yuan: string, fen: string) => `${before}${BigInt(yuan) + 1n}.${fen}`),
    )
    expect(spawnSync(AUDITOR, ['check', '-f', file]).status).not.toBe(0)
  })
})
