/** A kept page: every answer has its own words, and both forms say the same. */
import * as fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import { keptPage, ownWords, packPage, placeWords } from './kept-page.ts'

const NOW = instant(1_796_000_000_000)

it('puts the words of each answer where the drawing had its own, and nothing of the drawing is left', () => {
  const places = placeWords()
  const page = keptPage(packPage(`<script nonce="${places.nonce}"></script><a>${places.formKey}-1</a>${places.answeredAt}${places.nonce}`, places))
  const words = ownWords('reference', NOW)
  const text = page.plain(words).toString()
  expect(text).toBe(`<script nonce="${words.nonce}"></script><a>${words.formKey}-1</a>1796000000000${words.nonce}`)
  expect(page.gzip(words).length).toBeGreaterThan(0)
})

it('makes another nonce and form key for every answer', () => {
  const [one, other] = [ownWords('a', NOW), ownWords('a', NOW)]
  for (const word of ['nonce', 'formKey'] as const) expect(one[word]).not.toBe(other[word])
})

describe('compressed', () => {
  it('is what it is uncompressed, whatever the text and wherever the words', () => {
    const places = placeWords()
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...Object.values(places)), fc.constant('浙江拍 '.repeat(5_000)))
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const page = keptPage(packPage(pieces.join(''), places))
        const words = ownWords('0123456789abcdef', NOW)
        expect(gunzipSync(page.gzip(words)).equals(page.plain(words))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('costs little more than compressing the whole', () => {
    const places = placeWords()
    const text = Array.from({ length: 400 }, (_, row) => `<li class="row"><a href="/zh/lots/${row}">标的 ${row}</a></li>`).join('')
    const page = keptPage(packPage(`<link nonce="${places.reference}"/>${text}<script nonce="${places.nonce}"></script>`, places))
    expect(page.gzip(ownWords('r', NOW)).length).toBeLessThan(Buffer.byteLength(text) / 4)
  })
})
