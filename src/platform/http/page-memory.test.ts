/** The memory of pages: what makes a page old, what is drawn once, and its bounds. */
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import { BEHIND_MS, LATE_MS, LIFE_MS, openPageChanges, openPageMemory, type Drawn, type PageChanges } from './page-memory.ts'

interface Sheet extends Drawn {
  readonly text: string
}

const opened = (bounds: { readonly maxEntries?: number; readonly maxBytes?: number } = {}) => {
  const changes = openPageChanges(['auction.bid_accepted'])
  const time = { at: 1_000_000, passed: 0 }
  const memory = openPageMemory<Sheet>({ changes, now: () => instant(time.at), elapsed: () => time.passed, maxEntries: 10, maxBytes: 1_000, ...bounds })
  let drawn = 0
  const take = (key: string, bytes: number | null = 10) =>
    memory.take(key, async () => {
      drawn += 1
      return { text: `${key}#${drawn}`, bytes }
    })
  return { changes, time, memory, take, drawn: () => drawn }
}

/** A drawing that ends when the test says so. */
const held = () => {
  let give: (sheet: Sheet) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const promise = new Promise<Sheet>((resolve, reject) => {
    give = resolve
    fail = reject
  })
  return { draw: () => promise, give: (text: string) => give({ text, bytes: 10 }), fail }
}

/** Whatever was begun without waiting has come to its end, or waits for the test. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a page is drawn again', () => {
  it('for another key, and not for the same', async () => {
    const { take, drawn } = opened()
    expect([(await take('zh')).text, (await take('zh')).text, (await take('en')).text]).toEqual(['zh#1', 'zh#1', 'en#2'])
    expect(drawn()).toBe(2)
  })

  it('after its life, also while the market’s time stands still', async () => {
    const { take, time } = opened()
    await take('zh')
    time.passed += LIFE_MS + LATE_MS
    expect((await take('zh')).text).toBe('zh#2')
  })

  it('at once after something was decided', async () => {
    const { take, changes } = opened()
    await take('zh')
    changes.changed()
    expect((await take('zh')).text).toBe('zh#2')
    expect((await take('zh')).text).toBe('zh#2')
  })

  it.each([
    ['a commit without a fact', (changes: PageChanges) => changes.committed([])],
    ['a commit with a fact beside a bid', (changes: PageChanges) => changes.committed(['auction.bid_accepted', 'auction.closed'])],
    ['a fact of another process', (changes: PageChanges) => changes.heard('notice.published')],
  ])('at once after %s', async (_what, happen) => {
    const { take, changes } = opened()
    await take('zh')
    happen(changes)
    expect((await take('zh')).text).toBe('zh#2')
  })

  it.each([
    ['bids came in', (changes: PageChanges) => changes.committed(['auction.bid_accepted'])],
    ['bids came in elsewhere', (changes: PageChanges) => changes.heard('auction.bid_accepted')],
    ['the log grew', (changes: PageChanges) => changes.moved()],
  ])('a moment after %s, and not before', async (_what, happen) => {
    const { take, changes, time } = opened()
    await take('zh')
    happen(changes)
    time.passed += BEHIND_MS - 1
    expect((await take('zh')).text).toBe('zh#1')
    time.passed += LATE_MS + 1
    expect((await take('zh')).text).toBe('zh#2')
  })

  it('a moment after the bids began, however long it stood before, so that a crowd does not wait at the first bid', async () => {
    const { take, changes, time } = opened()
    await take('zh')
    time.passed += BEHIND_MS + LATE_MS
    expect((await take('zh')).text).toBe('zh#1')
    changes.committed(['auction.bid_accepted'])
    time.passed += BEHIND_MS - 1
    expect((await take('zh')).text).toBe('zh#1')
    time.passed += LATE_MS + 1
    expect((await take('zh')).text).toBe('zh#2')
  })

  it('for who comes after a while in which bids came in and nobody asked', async () => {
    const { take, changes, time } = opened()
    await take('zh')
    changes.committed(['auction.bid_accepted'])
    time.passed += BEHIND_MS + LATE_MS
    expect((await take('zh')).text).toBe('zh#2')
  })

  it('when its life is over, and when the clock of the market jumps', async () => {
    const { take, time } = opened()
    await take('zh')
    time.at += LIFE_MS - 1
    expect((await take('zh')).text).toBe('zh#1')
    time.at += LATE_MS + 1
    expect((await take('zh')).text).toBe('zh#2')
    time.at -= 86_400_000
    expect((await take('zh')).text).toBe('zh#3')
  })

  it('when what was decided came while it was drawn', async () => {
    const { memory, take, changes } = opened()
    const slow = held()
    const first = memory.take('zh', slow.draw)
    changes.changed()
    slow.give('old')
    expect((await first).text).toBe('old')
    expect((await take('zh')).text).toBe('zh#1')
  })

  it('when the answer may not be kept, or the drawing failed', async () => {
    const { memory, take, drawn } = opened()
    await take('none', null)
    await take('none', null)
    expect(drawn()).toBe(2)
    await expect(memory.take('zh', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
    expect((await take('zh')).text).toBe('zh#3')
    expect(memory.entries()).toBe(1)
  })
})

describe('a page just past its life', () => {
  it('is given while the next is drawn, once for all', async () => {
    const { memory, take, time } = opened()
    await take('zh')
    time.at += LIFE_MS
    const slow = held()
    expect((await memory.take('zh', slow.draw)).text).toBe('zh#1')
    expect((await take('zh')).text).toBe('zh#1')
    slow.give('new')
    await settled()
    expect((await take('zh')).text).toBe('new')
  })

  it('is never given after a decision', async () => {
    const { take, changes, time } = opened()
    await take('zh')
    time.at += LIFE_MS
    changes.changed()
    expect((await take('zh')).text).toBe('zh#2')
  })

  it('waits until the one before it is drawn', async () => {
    const { memory, take, time } = opened()
    await take('zh')
    await take('en')
    time.at += LIFE_MS
    const slow = held()
    const begun: string[] = []
    await memory.take('zh', slow.draw)
    await memory.take('en', async () => {
      begun.push('en')
      return { text: 'new', bytes: 10 }
    })
    await settled()
    expect(begun).toEqual([])
    slow.give('new')
    await settled()
    expect(begun).toEqual(['en'])
  })

  it('is drawn by the next who asks when its drawing behind them failed', async () => {
    const { memory, take, time } = opened()
    await take('zh')
    time.at += LIFE_MS
    expect((await memory.take('zh', () => Promise.reject(new Error('no database')))).text).toBe('zh#1')
    await settled()
    expect((await take('zh')).text).toBe('zh#2')
  })
})

describe('many who ask at once', () => {
  it('get one drawing', async () => {
    const { memory, drawn, take } = opened()
    const slow = held()
    const first = memory.take('zh', slow.draw)
    const others = Array.from({ length: 50 }, () => take('zh'))
    slow.give('one')
    expect((await Promise.all([first, ...others])).map(({ text }) => text)).toEqual(Array(51).fill('one'))
    expect(drawn()).toBe(0)
  })

  it('get one more when something was decided meanwhile, and nobody who came after it gets the old one', async () => {
    const { memory, drawn, take, changes } = opened()
    const slow = held()
    const first = memory.take('zh', slow.draw)
    changes.changed()
    const later = [take('zh'), take('zh'), take('zh')]
    expect(drawn()).toBe(0)
    slow.give('old')
    expect((await first).text).toBe('old')
    expect((await Promise.all(later)).map(({ text }) => text)).toEqual(['zh#1', 'zh#1', 'zh#1'])
  })

  it('fail together when it fails, except who waits for the next', async () => {
    const { memory, take, changes } = opened()
    const slow = held()
    const first = memory.take('zh', slow.draw)
    const second = take('zh')
    changes.changed()
    const later = take('zh')
    slow.fail(new Error('no database'))
    await expect(first).rejects.toThrow('no database')
    await expect(second).rejects.toThrow('no database')
    expect((await later).text).toBe('zh#1')
  })
})

describe('the bound', () => {
  it('of entries lets go what was not asked for longest', async () => {
    const { memory, take } = opened({ maxEntries: 2 })
    await take('a')
    await take('b')
    await take('a')
    await take('c')
    expect(memory.entries()).toBe(2)
    expect((await take('a')).text).toBe('a#1')
    expect((await take('b')).text).toBe('b#4')
  })

  it('of bytes holds, also when pages are drawn again and when one is too large', async () => {
    const { memory, take, changes } = opened({ maxBytes: 100 })
    for (const key of ['a', 'b', 'c', 'd', 'e']) await take(key, 30)
    expect([memory.entries(), memory.bytes()]).toEqual([3, 90])
    changes.changed()
    await take('e', 40)
    expect([memory.entries(), memory.bytes()]).toEqual([3, 100])
    await take('huge', 101)
    expect((await take('huge', 101)).text).toBe('huge#8')
    expect(memory.bytes()).toBe(100)
  })
})
