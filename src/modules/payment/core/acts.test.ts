import { describe, expect, it } from 'vitest'
import type { Verdict } from '#kernel/acts.ts'
import { refuse } from '#kernel/result.ts'
import { SYSTEM, type Actor, type Role } from '#kernel/actor.ts'
import { batchActs, lineActs, payoutActs, permitDiscard, permitOnLine, statementActs, type HandledBatch, type HandledLine, type HandledPayout } from './acts.ts'

const person = (personId: string, role: Role, organisationId = 'org_market'): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const first = person('per_first', 'finance')
const second = person('per_second', 'finance')
const head = person('per_head', 'approver')
const otherHead = person('per_other', 'approver', 'org_seller')
const maker = { personId: 'per_first', organisationId: 'org_market' }

const told = (verdicts: readonly Verdict<string>[]) => Object.fromEntries(verdicts.map(({ act, refusal }) => [act, refusal?.code ?? 'open']))

describe('a bank line', () => {
  const line = (state: HandledLine['state'], more: Partial<HandledLine> = {}): HandledLine => ({
    state,
    direction: 'credit',
    proposal: null,
    returning: null,
    ...more,
  })
  it('that matched nothing is explained or sent back by an officer', () => {
    const conflict = 'ledger.line.conflict'
    expect(told(lineActs(first, line('unmatched')))).toEqual({ propose: 'open', return: 'open', cancelReturn: conflict, note: 'open' })
    expect(told(lineActs(first, line('unmatched', { direction: 'debit' })))).toMatchObject({ propose: 'open', return: conflict })
  })
  it('that was explained waits for a second person', () => {
    const proposed = line('proposed', { proposal: maker })
    expect(told(lineActs(first, proposed))).toMatchObject({ confirm: 'ledger.maker_is_checker', reject: 'ledger.maker_is_checker', note: 'open' })
    expect(told(lineActs(second, proposed))).toMatchObject({ confirm: 'open', reject: 'open', propose: 'ledger.line.conflict' })
    expect(told(lineActs(head, proposed))).toEqual({ confirm: 'open', reject: 'open' })
    expect(told(lineActs(otherHead, proposed))).toEqual({})
  })
  it('that is settled is not sent back, kept or noted any more', () => {
    const conflict = 'ledger.line.conflict'
    expect(told(lineActs(first, line('matched')))).toEqual({ propose: conflict, return: conflict, cancelReturn: conflict, note: conflict })
    expect(told(lineActs(first, line('unmatched', { returning: 'ordered' })))).toMatchObject({ cancelReturn: conflict })
    expect(told(lineActs(first, line('return_ordered')))).toMatchObject({ cancelReturn: conflict })
  })
  it('is confirmed without a word of who did', () =>
    expect(permitOnLine('confirm', second, line('proposed', { proposal: maker }))).toEqual({ ok: true, value: null }))
  it('that goes back is kept only while its payout is in no batch', () => {
    expect(told(lineActs(first, line('return_ordered', { returning: 'ordered' })))).toMatchObject({ cancelReturn: 'open' })
    expect(told(lineActs(first, line('return_ordered', { returning: 'batched' })))).toMatchObject({ cancelReturn: 'ledger.payout.already_batched' })
  })
})

describe('a payout without an account', () => {
  const payout = (more: Partial<HandledPayout> = {}): HandledPayout => ({ state: 'awaiting_account', reference: 'ZP1', proposal: null, ...more })
  it('gets one named by an officer and confirmed by another', () => {
    expect(told(payoutActs(first, payout()))).toEqual({ proposeAccount: 'open' })
    expect(told(payoutActs(first, payout({ proposal: maker })))).toEqual({
      proposeAccount: 'ledger.account_already_proposed',
      confirmAccount: 'ledger.maker_is_checker',
      rejectAccount: 'ledger.maker_is_checker',
    })
    expect(told(payoutActs(head, payout({ proposal: maker })))).toEqual({ confirmAccount: 'open', rejectAccount: 'open' })
    expect(told(payoutActs(otherHead, payout({ proposal: maker })))).toEqual({})
  })
  it('waits for none later', () => expect(told(payoutActs(first, payout({ state: 'ordered' })))).toEqual({ proposeAccount: 'ledger.payout_has_account' }))
})

describe('a batch', () => {
  const batch = (state: HandledBatch['state'], hasBankAccount = true): HandledBatch => ({ state, maker, hasBankAccount })
  it('is approved by a second person before it goes to the bank', () => {
    expect(told(batchActs(first, batch('proposed')))).toEqual({
      approve: 'ledger.maker_is_checker',
      reject: 'ledger.maker_is_checker',
      export: 'ledger.batch.conflict',
    })
    expect(told(batchActs(head, batch('proposed')))).toEqual({ approve: 'open', reject: 'open' })
    expect(told(batchActs(second, batch('approved')))).toMatchObject({ approve: 'ledger.batch.conflict', export: 'open' })
  })
  it('is given out again as often as it is asked for, from a known account', () => {
    expect(told(batchActs(first, batch('exported')))).toMatchObject({ export: 'open' })
    expect(told(batchActs(first, batch('approved', false)))).toMatchObject({ export: 'ledger.bank_account_missing' })
    expect(told(batchActs(first, batch('rejected')))).toMatchObject({ export: 'ledger.batch.conflict' })
  })
})

describe('a statement', () => {
  it('is booked or discarded while it is a preview, by finance', () => {
    expect(told(statementActs(first, 'previewed', null))).toEqual({ book: 'open', discard: 'open' })
    expect(told(statementActs(head, 'previewed', null))).toEqual({})
    expect(told(statementActs(SYSTEM, 'previewed', null))).toEqual({ book: 'open', discard: 'open' })
    expect((['previewed', 'discarded', 'booked', 'partly_booked', 'replaced'] as const).filter((state) => permitDiscard(state).ok)).toEqual([
      'previewed',
      'discarded',
    ])
  })
  it('says what stands against its booking', () => {
    const { refusal } = refuse('ledger.statement_gap', { expected: '1', found: '2' })
    expect(told(statementActs(first, 'previewed', refusal))).toEqual({ book: 'ledger.statement_gap', discard: 'open' })
    expect(told(statementActs(first, 'booked', null))).toEqual({ book: 'ledger.statement.already_booked', discard: 'ledger.statement.already_booked' })
    expect(told(statementActs(first, 'discarded', null))).toEqual({})
  })
})
