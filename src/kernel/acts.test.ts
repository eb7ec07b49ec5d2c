import { describe, expect, it } from 'vitest'
import { VISITOR } from './actor.ts'
import { actsBy, inTurn, isAllowed, verdictsOf, type Permit } from './acts.ts'
import { ok, refuse } from './result.ts'

interface Lot {
  readonly isMine: boolean
  readonly isOpen: boolean
}
const mine: Permit<Lot> = (_actor, lot) => (lot.isMine ? ok(null) : refuse('lot.not_found'))
const permitted: Permit<Lot> = (_actor, lot) => (lot.isMine ? ok(null) : refuse('lot.forbidden'))
const open: Permit<Lot> = (_actor, lot) => (lot.isOpen ? ok(null) : refuse('lot.wrong_state', { state: 'ended' }))
const actsOf = actsBy({ bid: open, change: inTurn(mine, open), remove: permitted })
const CLOSED = { code: 'lot.wrong_state', params: { state: 'ended' } }

describe('what an actor may do', () => {
  it('is told act by act, in the order of the table', () => {
    expect(actsOf(VISITOR, { isMine: true, isOpen: true })).toEqual([
      { act: 'bid', refusal: null },
      { act: 'change', refusal: null },
      { act: 'remove', refusal: null },
    ])
    expect(actsOf(VISITOR, { isMine: true, isOpen: false })).toEqual([
      { act: 'bid', refusal: CLOSED },
      { act: 'change', refusal: CLOSED },
      { act: 'remove', refusal: null },
    ])
  })
  it('is not spoken of where it is no concern of the actor’s', () =>
    expect(actsOf(VISITOR, { isMine: false, isOpen: false })).toEqual([{ act: 'bid', refusal: CLOSED }]))
  it('is refused by the first that refuses', () => {
    const both = inTurn(mine, open)
    expect(both(VISITOR, { isMine: false, isOpen: false })).toEqual(refuse('lot.not_found'))
    expect(both(VISITOR, { isMine: true, isOpen: true })).toEqual(ok(null))
  })
  it('leaves out what is undefined', () => expect(verdictsOf({ a: undefined, b: ok(1) })).toEqual([{ act: 'b', refusal: null }]))
  it('is allowed only by its own verdict', () => {
    const verdicts = actsOf(VISITOR, { isMine: true, isOpen: false })
    expect((['bid', 'change', 'remove'] as const).map((act) => isAllowed(verdicts, act))).toEqual([false, false, true])
    expect(isAllowed([], 'bid')).toBe(false)
  })
})
