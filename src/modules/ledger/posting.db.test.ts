import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { later, HOUR_MS } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { bankAccount, clientAccount, escrowAccount, feesAccount } from './core/accounts.ts'
import { credit, debit, move, type Leg, type Posting } from './core/posting.ts'
import { requestPayment } from '../payment/index.ts'
import { captureHold, holdFor, releaseEscrow } from './index.ts'
import { post } from './store-books.ts'

let m: TestMarket
let seller: string

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const clean = async () => {
  await m.settle()
  expect(await m.checks()).toEqual([])
}

/** A seller with one million fen, by the way money really comes in: request, statement, escrow, release. */
beforeAll(async () => {
  m = await market({ demo: true })
  const house = await m.organisation({ kind: 'market', name: '示范技术市场（演示）' })
  const buyer = await m.organisation({ kind: 'enterprise', name: '杭州示范科技有限公司（演示）' })
  seller = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  const finance = await m.person({ name: '财务甲', roles: [{ role: 'finance', organisationId: house }] })
  const claim = { subject: 'con_one', purpose: 'price' } as const
  value(await m.act(SYSTEM, (act) => requestPayment(act, { ...claim, payerOrganisationId: buyer, amountMinor: 1_000_000n, dueAt: later(act.now, HOUR_MS) })))
  const { fileName, text } = value(await m.as(finance).payment.demoStatement({ format: 'camt.053' }))
  const { statementId } = value(await m.as(finance).payment.uploadStatement({ fileName, contentBase64: Buffer.from(text).toString('base64') }))
  value(await m.as(finance).payment.bookStatement({ statementId }))
  value(await m.act(SYSTEM, (act) => captureHold(act, { ...claim, organisationId: buyer, toSubject: 'con_one' })))
  value(await m.act(SYSTEM, (act) => releaseEscrow(act, { contractId: 'con_one', toOrganisationId: seller })))
})

describe('posting', () => {
  const transfer = (key: string, amountMinor: bigint, legs?: readonly Leg[]) => {
    const posting: Posting = {
      purpose: 'transfer',
      subject: 'test',
      key,
      legs: legs ?? move({ debit: clientAccount(seller, 'CNY'), credit: feesAccount('CNY') }, amountMinor),
    }
    return m.act(SYSTEM, (act) => post(act, posting))
  }

  it('the same key with the same body answers the first transaction, with another body it is refused', async () => {
    const first = value(await transfer('idem', 10n))
    expect(value(await transfer('idem', 10n))).toEqual({ id: first.id, isReplay: true })
    expect(codeOf(await transfer('idem', 11n))).toBe('ledger.posting.conflict')
  })

  it.each<[string, readonly Leg[], string]>([
    ['unbalanced', [debit(bankAccount('CNY'), 5n), credit(feesAccount('CNY'), 4n)], 'ledger.posting_unbalanced'],
    ['single leg', [debit(bankAccount('CNY'), 5n)], 'ledger.posting_legs'],
    ['zero', [debit(bankAccount('CNY'), 0n), credit(feesAccount('CNY'), 0n)], 'ledger.amount_out_of_range'],
    ['cross-currency', [debit(bankAccount('CNY'), 5n), credit(clientAccount('org_x', 'USD'), 5n)], 'ledger.posting_unbalanced'],
    ['overdraw', [debit(escrowAccount('con_empty', 'CNY'), 5n), credit(feesAccount('CNY'), 5n)], 'ledger.insufficient_funds'],
  ])('%s is a typed refusal and writes nothing', async (key, legs, code) => {
    expect(codeOf(await transfer(key, 0n, legs))).toBe(code)
    expect((await m.database.pool.query('select 1 from ledger.transaction where key = $1', [key])).rowCount).toBe(0)
  })

  it('50 parallel spends of one balance have one winner', async () => {
    const poor = clientAccount('org_racer', 'CNY')
    value(await transfer('fund', 0n, move({ debit: clientAccount(seller, 'CNY'), credit: poor }, 100n)))
    const spends = await Promise.all(
      Array.from({ length: 50 }, (_, index) => transfer(`race${index}`, 0n, move({ debit: poor, credit: feesAccount('CNY') }, 100n))),
    )
    expect(spends.filter((one) => one.ok)).toHaveLength(1)
    expect(new Set(spends.filter((one) => !one.ok).map(codeOf))).toEqual(new Set(['ledger.insufficient_funds']))
    await clean()
  })

  it('20 parallel postings of one key make one transaction', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => transfer('twin', 1n)))
    expect(new Set(all.map((one) => value(one).id)).size).toBe(1)
    expect(all.filter((one) => !value(one).isReplay)).toHaveLength(1)
  })

  it('opposite transfers in parallel never wait for each other for ever', async () => {
    const [a, b] = [clientAccount('org_left', 'CNY'), clientAccount('org_right', 'CNY')]
    value(await transfer('left', 0n, move({ debit: clientAccount(seller, 'CNY'), credit: a }, 1000n)))
    value(await transfer('right', 0n, move({ debit: clientAccount(seller, 'CNY'), credit: b }, 1000n)))
    const both = Array.from({ length: 40 }, (_, index) =>
      transfer(`swap${index}`, 0n, index % 2 ? move({ debit: a, credit: b }, 1n) : move({ debit: b, credit: a }, 1n)),
    )
    expect((await Promise.all(both)).every((one) => one.ok)).toBe(true)
    await clean()
  })
})

describe('a hold', () => {
  it('binds available money once', async () => {
    const hold = (amountMinor: bigint) => m.act(SYSTEM, (act) => holdFor(act, { organisationId: seller, subject: 'lot_x', purpose: 'deposit', amountMinor }))
    expect(codeOf(await hold(1_000_001n))).toBe('ledger.insufficient_funds')
    const first = value(await hold(1_000n))
    expect(value(await hold(1_000n))).toEqual(first)
    expect(codeOf(await hold(1n))).toBe('ledger.hold.conflict')
    await clean()
  })
})

describe('the database itself refuses', () => {
  const insert = (legs: string, extra = '') => `begin; insert into ledger.transaction (id, purpose, subject, key, body_hash, actor_id, at)
    values ('ltx_raw', 'transfer', 'raw', 'raw', '\\x00', 'test', now()); ${legs} ${extra} commit`
  const legSql = (legs: readonly [number, string, string, number, string][]) =>
    `insert into ledger.entry (transaction_id, leg, account_id, side, amount_minor, currency) values ${legs
      .map(
        ([leg, code, side, amount, currency]) =>
          `('ltx_raw', ${leg}, (select id from ledger.account where code = '${code}'), '${side}', ${amount}, '${currency}')`,
      )
      .join(', ')};`

  it.each<[string, string, string]>([
    [
      'an unbalanced transaction',
      insert(
        legSql([
          [1, 'bank:CNY', 'D', 5, 'CNY'],
          [2, 'fees:CNY', 'C', 4, 'CNY'],
        ]),
      ),
      '23514',
    ],
    ['a single leg', insert(legSql([[1, 'bank:CNY', 'D', 5, 'CNY']])), '23514'],
    ['a transaction without legs', insert(''), '23514'],
    [
      'a zero amount',
      insert(
        legSql([
          [1, 'bank:CNY', 'D', 0, 'CNY'],
          [2, 'fees:CNY', 'C', 0, 'CNY'],
        ]),
      ),
      '23514',
    ],
    [
      'a leg in a currency that is not the account’s',
      insert(
        legSql([
          [1, 'bank:CNY', 'D', 5, 'USD'],
          [2, 'fees:CNY', 'C', 5, 'USD'],
        ]),
      ),
      '23503',
    ],
    [
      'a pair of legs added later',
      insert(
        legSql([
          [1, 'bank:CNY', 'D', 5, 'CNY'],
          [2, 'fees:CNY', 'C', 5, 'CNY'],
        ]),
        legSql([
          [3, 'bank:CNY', 'D', 5, 'CNY'],
          [4, 'fees:CNY', 'C', 5, 'CNY'],
        ]),
      ),
      '23514',
    ],
    ['an update of an entry', 'update ledger.entry set amount_minor = amount_minor + 1', '23514'],
    ['a deleted entry', 'delete from ledger.entry', '23514'],
    ['a truncated table of entries', 'truncate ledger.entry', '23514'],
    ['an updated transaction', `update ledger.transaction set purpose = 'x'`, '23514'],
    ['a deleted transaction', 'delete from ledger.transaction', '23514'],
    ['a deleted account', 'delete from ledger.account', '23514'],
    ['counters that fall', 'update ledger.account set debits_minor = debits_minor - 1 where debits_minor > 0', '23514'],
    ['a floor taken away', 'update ledger.account set floor_minor = null where floor_minor is not null', '23514'],
    ['an overdraw', `update ledger.account set debits_minor = debits_minor + 1000000000000 where class = 'client'`, '23514'],
    ['held money without a hold', `update ledger.account set held_minor = available_minor + held_minor + 1 where class = 'client'`, '23514'],
    ['an ended hold that is opened again', `update ledger.hold set state = 'held', ended_at = null, transaction_id = null where state <> 'held'`, '23514'],
    ['a hold that changes its amount', 'update ledger.hold set amount_minor = 1', '23514'],
    ['a hold released behind the account’s back', `update ledger.hold set state = 'released', ended_at = now() where state = 'held'`, '23514'],
  ])('%s', async (_name, sql, code) => {
    const client = await m.database.pool.connect()
    try {
      await expect(
        client.query(sql).then(
          () => 'accepted',
          (error: unknown) => (error as { code: string }).code,
        ),
      ).resolves.toBe(code)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  it('a second reversal, and a reversal that is not the opposite', async () => {
    const transfer = (legs: readonly Leg[], key: string, reverses?: string) =>
      m.act(SYSTEM, async (act) => post(act, { purpose: 'reversal', subject: 'rev', key, legs, ...(reverses === undefined ? {} : { reverses }) }))
    const legs = move({ debit: clientAccount(seller, 'CNY'), credit: feesAccount('CNY') }, 100n)
    const back = move({ debit: feesAccount('CNY'), credit: clientAccount(seller, 'CNY') }, 100n)
    const { id } = value(await transfer(legs, 'a'))
    await expect(transfer(legs, 'same way', id)).rejects.toMatchObject({ code: '23514' })
    value(await transfer(back, 'b', id))
    await expect(transfer(back, 'c', id)).rejects.toMatchObject({ code: '23505' })
    await clean()
  })
  it('nothing of this was kept', async () => {
    await clean()
  })
})
