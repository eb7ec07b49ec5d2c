import { expect, it, test } from 'vitest'
import { leavesNeeded, parseTilePath } from './tile-path.ts'

test.each([
  ['0/000', { level: 0, number: 0n, width: 256 }, 256n],
  ['0/000.p/1', { level: 0, number: 0n, width: 1 }, 1n],
  ['1/000.p/17', { level: 1, number: 0n, width: 17 }, 4_352n],
  ['0/x001/x234/067', { level: 0, number: 1_234_067n, width: 256 }, 315_921_408n],
  ['entries/273.p/112', { level: 'entries', number: 273n, width: 112 }, 70_000n],
])('reads %s', (path, address, leaves) => {
  expect(parseTilePath(path)).toEqual(address)
  expect(leavesNeeded(address as Parameters<typeof leavesNeeded>[0])).toBe(leaves)
})

test.each([
  '',
  '0',
  '0/0',
  '0/0000',
  '00/000',
  '8/000',
  '0/x000/001',
  '0/001/002',
  '0/x001',
  '0/x001/x000/x000/x000/000',
  '0/000.p/0',
  '0/000.p/256',
  '0/000.p/01',
  '-1/000',
  'entries/000.p/',
  '../secret',
  `0/${'x999/'.repeat(9)}999`,
])('refuses %j', (path) => expect(parseTilePath(path)).toBeNull())

it('reads the largest number it allows', () => expect(parseTilePath('7/x999/x999/x999/999')?.number).toBe(999_999_999_999n))
