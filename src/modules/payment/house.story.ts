/** A market with its payers, a seller and those who handle money. For tests. */
import { expect } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { DEMO_BANK } from './demo.ts'
import { requestPayment } from './index.ts'

export const NAME = '杭州示范科技有限公司（演示）'
export const OTHER = '宁波示范材料有限公司（演示）'
export let m: TestMarket
export let finance: Actor
export let second: Actor
export let approver: Actor
export let admin: Actor
export let clerk: Actor
export let buyer: string
export let other: string
export let seller: string

export const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
export const clean = async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}

export const openHouse = async () => {
  m = await market()
  const house = await m.organisation({ kind: 'market', name: '示范技术市场（演示）' })
  buyer = await m.organisation({ kind: 'enterprise', name: NAME })
  other = await m.organisation({ kind: 'enterprise', name: OTHER })
  seller = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  finance = await m.person({ name: '财务甲', roles: [{ role: 'finance', organisationId: house }] })
  second = await m.person({ name: '财务乙', roles: [{ role: 'finance', organisationId: house }] })
  approver = await m.person({ name: '负责人', roles: [{ role: 'approver', organisationId: house }] })
  admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  clerk = await m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId: buyer }] })
}

const { bankName, accountName, accountNumber } = DEMO_BANK
export const registerAccount = (number: string = accountNumber, by = admin) =>
  m.as(by).payment.configureBankAccount({ bankName, accountName, accountNumber: number })

/** With an account registered; it is empty. */
export const openBank = async () => {
  await openHouse()
  value(await registerAccount())
}

export const request = async (payer: string, amountMinor: bigint, subject: string, purpose: 'deposit' | 'price' = 'deposit') =>
  value(await m.act(SYSTEM, (act) => requestPayment(act, { payerOrganisationId: payer, amountMinor, purpose, subject, dueAt: later(act.now, 48 * HOUR_MS) })))
