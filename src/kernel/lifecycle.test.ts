import { describe, expect, it } from 'vitest'
import { lifecycle } from './lifecycle.ts'

const notice = lifecycle({
  initial: 'open',
  states: { open: { object: 'paused', expire: 'closed' }, paused: { dismiss: 'open', uphold: 'upheld' }, closed: {}, upheld: {} },
})

describe('lifecycle', () => {
  it('answers from its table only', () => {
    expect(notice.next('open', 'object')).toBe('paused')
    expect(notice.next('open', 'dismiss')).toBeNull()
    expect(notice.next('open', 'toString' as 'object')).toBeNull()
    expect(notice.eventsOf('paused')).toEqual(['dismiss', 'uphold'])
    expect([notice.isFinal('open'), notice.isFinal('closed')]).toEqual([false, true])
    expect(notice.states).toEqual(['open', 'paused', 'closed', 'upheld'])
    expect(notice.validate()).toEqual([])
  })
  it('finds an event that leads nowhere', () =>
    expect(lifecycle({ initial: 'a', states: { a: { go: 'b' } } }).validate()).toEqual([{ kind: 'unknown_target', state: 'a', event: 'go' }]))
  it('does not take a way from elsewhere for a way from here', () =>
    expect(lifecycle({ initial: 'a', states: { a: { end: 'z' }, b: { go: 'c' }, c: { end: 'z' }, z: {} } }).validate()).toEqual([
      { kind: 'unreachable', state: 'b' },
      { kind: 'unreachable', state: 'c' },
    ]))
  it('finds a state nobody reaches', () =>
    expect(lifecycle({ initial: 'a', states: { a: { go: 'b' }, b: {}, c: { go: 'b' } } }).validate()).toEqual([{ kind: 'unreachable', state: 'c' }]))
  it('finds states that never end', () =>
    expect(lifecycle({ initial: 'a', states: { a: { go: 'b', stop: 'end' }, b: { on: 'c' }, c: { back: 'b' }, end: {} } }).validate()).toEqual([
      { kind: 'dead', state: 'b' },
      { kind: 'dead', state: 'c' },
    ]))
  it('accepts a circle without an end', () =>
    expect(lifecycle({ initial: 'on', states: { on: { toggle: 'off' }, off: { toggle: 'on' } } }).validate()).toEqual([]))
})
