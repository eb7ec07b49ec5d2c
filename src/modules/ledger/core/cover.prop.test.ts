/** A guarantee that serves several lots: whatever is bound, freed and called in whatever order, never more is bound than is promised. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ACCOUNT_CLASSES, accountCode, coverAccount, promisesAccount } from './accounts.ts'
import { endHold, placeHold, type HoldState } from './hold.ts'
import { availableOf, credit, debit, decidePostings, postedMinor, type AccountState, type Posting } from './posting.ts'

const [PROMISES, COVER] = [promisesAccount('CNY'), coverAccount('ins_1', 'CNY')]
const fresh = (id: bigint, of: typeof PROMISES): AccountState => {
  const { kind, floorMinor } = ACCOUNT_CLASSES[of.class]
  return { id, code: accountCode(of), kind, floorMinor, debitsMinor: 0n, creditsMinor: 0n, heldMinor: 0n }
}
const posting = (purpose: Posting['purpose'], key: string, amountMinor: bigint): Posting => {
  const legs =
    purpose === 'cover_opened' ? [debit(PROMISES, amountMinor), credit(COVER, amountMinor)] : [debit(COVER, amountMinor), credit(PROMISES, amountMinor)]
  return { purpose, subject: 'ins_1', key, legs }
}

const amount = fc.bigInt({ min: 1n, max: 1_000n })
const step = fc.oneof(
  fc.record({ kind: fc.constant('bind' as const), amount }),
  fc.record({ kind: fc.constant('free' as const), at: fc.nat(20) }),
  fc.record({ kind: fc.constant('pay' as const), at: fc.nat(20) }),
)

it('is never bound beyond its sum', () =>
  fc.assert(
    fc.property(amount, fc.array(step, { maxLength: 40 }), (sum, steps) => {
      const opened = decidePostings([fresh(1n, PROMISES), fresh(2n, COVER)], [posting('cover_opened', 'opened', sum)])
      let accounts = [...opened.after.values()]
      const cover = () => accounts.find(({ code }) => code === accountCode(COVER)) as AccountState
      const put = (account: AccountState) => void (accounts = accounts.map((other) => (other.code === account.code ? account : other)))
      let holds: { readonly state: HoldState; readonly amountMinor: bigint }[] = []
      const end = (at: number) => {
        const hold = holds[at % Math.max(holds.length, 1)]
        const ended = hold && endHold(cover(), hold, 'release')
        if (!hold || !ended?.ok) return null
        put(ended.value.account)
        holds = holds.filter((other) => other !== hold)
        return hold
      }
      steps.forEach((move, index) => {
        if (move.kind === 'bind') {
          const placed = placeHold(cover(), move.amount)
          expect(placed.ok).toBe(move.amount <= availableOf(cover()))
          if (placed.ok) {
            put(placed.value)
            holds.push({ state: 'held', amountMinor: move.amount })
          }
          return
        }
        const ended = end(move.at)
        // What the issuer paid stands no longer.
        if (ended === null || move.kind === 'free') return
        const closed = decidePostings(accounts, [posting('cover_closed', String(index), ended.amountMinor)])
        expect(closed.results[0]?.ok).toBe(true)
        accounts = [...closed.after.values()]
      })
      const bound = holds.reduce((total, { amountMinor }) => total + amountMinor, 0n)
      expect(cover().heldMinor).toBe(bound)
      expect(bound <= postedMinor(cover())).toBe(true)
      expect(accounts.reduce((total, account) => total + (account.kind === 'asset' ? postedMinor(account) : -postedMinor(account)), 0n)).toBe(0n)
    }),
  ))
