import { describe, expect, it } from 'vitest'
import { changesBetween, signerAfter, type KeyChange } from './keys.ts'

const change = (previous: string, vkey: string, how: KeyChange['how'], position: bigint | null): KeyChange => ({ previous, vkey, how, position, reason: '' })

describe('the key that signs next', () => {
  it.each<[string, readonly KeyChange[], string]>([
    ['nothing was changed', [], 'a'],
    ['the hand-over has no place yet', [change('a', 'b', 'handed_over', null)], 'a'],
    ['the hand-over is not signed by the old key yet', [change('a', 'b', 'handed_over', 9n)], 'a'],
    ['the old key has signed the hand-over', [change('a', 'b', 'handed_over', 8n)], 'b'],
    ['two hand-overs: one after the other', [change('a', 'b', 'handed_over', 3n), change('b', 'c', 'handed_over', 4n)], 'b'],
    ['an operator accepted a new key', [change('a', 'b', 'accepted', null)], 'b'],
    ['the new key was lost before it signed', [change('a', 'b', 'handed_over', 3n), change('b', 'c', 'accepted', null)], 'c'],
    ['keys of another line', [change('x', 'y', 'accepted', 1n)], 'a'],
  ])('%s', (_case, changes, expected) => expect(signerAfter('a', 9n, changes)).toBe(expected))
})

describe('the way from one key to another', () => {
  const line = [change('a', 'b', 'handed_over', 3n), change('b', 'c', 'accepted', 7n)]
  it('is the changes between them, each in the log before the new key signs', () => {
    expect(changesBetween('a', 'c', line, 8n)).toEqual(line)
    expect(changesBetween('a', 'b', line, 4n)).toEqual([line[0]])
    expect(changesBetween('a', 'b', line, 3n)).toBeNull()
    expect(changesBetween('a', 'z', line, 99n)).toBeNull()
    expect(changesBetween('a', 'b', [change('a', 'b', 'handed_over', null)], 99n)).toBeNull()
    expect(changesBetween('a', 'a', line, 0n)).toEqual([])
    expect(changesBetween('b', 'a', line, 99n)).toBeNull()
    expect(changesBetween('a', 'z', [change('a', 'b', 'accepted', 1n), change('b', 'a', 'accepted', 2n)], 99n)).toBeNull()
  })
})
