import fc from 'fast-check'
import { expect, it } from 'vitest'
import { batchIdsIn, isReference, makeReference, referencesIn } from './reference.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const reference = fc.uint8Array({ minLength: 5, maxLength: 32 }).map(makeReference)
const place = fc.integer({ min: 2, max: 9 })

it('is ZP and eight characters without I, L, O, U', () => {
  fc.assert(
    fc.property(reference, (text) => {
      expect(text).toMatch(/^ZP[0-9A-HJKMNP-TV-Z]{8}$/)
      expect(isReference(text)).toBe(true)
    }),
  )
})

it('notices every single wrong character', () => {
  fc.assert(
    fc.property(reference, place, fc.constantFrom(...ALPHABET), (text, at, letter) => {
      fc.pre(text[at] !== letter)
      expect(isReference(text.slice(0, at) + letter + text.slice(at + 1))).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

it('notices every swap of two different characters', () => {
  fc.assert(
    fc.property(reference, place, place, (text, a, b) => {
      fc.pre(text[a] !== text[b])
      const letters = [...text]
      const kept = letters[a] as string
      letters[a] = letters[b] as string
      letters[b] = kept
      expect(isReference(letters.join(''))).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

it('is found in any remark that sets it off, in small and full-width letters too', () => {
  const wide = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
  fc.assert(
    fc.property(reference, fc.constantFrom('保证金', '竞价 ', '', '附言：', '（'), (text, before) => {
      for (const written of [text, text.toLowerCase(), wide(text)]) expect(referencesIn(`${before}${written}，谢谢`).valid).toEqual([text])
    }),
  )
})

it('is not read out of the middle of another word, and a mistyped one is told apart', () => {
  const good = makeReference(new Uint8Array([1, 2, 3, 4, 5]))
  expect(referencesIn(`X${good}`)).toEqual({ valid: [], broken: [] })
  expect(referencesIn(`${good}7`).valid).toEqual([])
  const wrong = good.slice(0, -1) + (good.endsWith('0') ? '1' : '0')
  expect(referencesIn(`deposit ${wrong}`)).toEqual({ valid: [], broken: [wrong] })
})

it('never throws on any remark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(referencesIn(text).valid).toBeInstanceOf(Array)
    }),
  )
})

it('is nothing that only looks like one', () => {
  const good = makeReference(new Uint8Array([1, 2, 3, 4, 5]))
  const last = makeReference(new Uint8Array(5).fill(255))
  expect(referencesIn(good)).toEqual({ valid: [good], broken: [] })
  expect([last, `XX${good.slice(2)}`, `${good}0`, good.slice(0, -1), ''].map(isReference)).toEqual([true, false, false, false, false])
  // U is no character of the alphabet, whatever would follow from it.
  for (const at of [2, 5, 8, 9]) expect(isReference(`${last.slice(0, at)}U${last.slice(at + 1)}`)).toBe(false)
  expect(() => makeReference(new Uint8Array(4))).toThrow(/five random bytes/)
})

it('the number of a batch is found in full-width letters too, each once', () => {
  const id = '01jdg0000000000000000000aa'
  const wide = `ＰＢＴ${id.replaceAll(/./g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))}`
  for (const text of [wide, `批量 ${wide} pbt_${id}`]) expect(batchIdsIn(text)).toEqual([`pbt_${id}`])
})
