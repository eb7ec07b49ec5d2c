import { expect, it } from 'vitest'
import { wan, wanNumber } from './wan.ts'

it.each([
  ['0', '0', 0],
  ['1443000000', '1,443', 1443],
  ['12500000', '12.5', 12.5],
  ['1234567', '1.23', 1.23],
  ['9999', '0', 0],
  ['123456789000000', '123,456,789', 123_456_789],
])('%s fen are %s', (minor, text, value) => {
  expect(wanNumber(minor)).toBe(text)
  expect(wan(minor)).toBe(value)
})
