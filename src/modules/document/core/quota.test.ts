import { describe, expect, it } from 'vitest'
import { checkRoom, inMiB, MEBIBYTE, type Rooms } from './quota.ts'

const room = (used: number, allowed = 10) => ({ used: used * MEBIBYTE, allowed: allowed * MEBIBYTE })
const rooms = (more: Partial<Rooms> = {}): Rooms => ({ account: room(0), unattached: room(0), organisation: room(0), ...more })

describe('room for a file of one MiB', () => {
  it.each<[string, Rooms, string | null]>([
    ['there is enough', rooms(), null],
    ['there is exactly enough', rooms({ account: room(9), unattached: room(9), organisation: room(9) }), null],
    ['the file belongs to no organisation', rooms({ organisation: null }), null],
    ['the account is full', rooms({ account: room(9.5), organisation: room(10) }), 'document.account_full'],
    ['too much belongs to nothing yet', rooms({ unattached: room(9.5) }), 'document.unattached_full'],
    ['the organisation is full', rooms({ organisation: room(9.5) }), 'document.organisation_full'],
  ])('%s', (_, of, code) => {
    const verdict = checkRoom(of, MEBIBYTE)
    expect(verdict.ok ? null : verdict.refusal.code).toBe(code)
  })
  it('is told in MiB', () =>
    expect(checkRoom(rooms({ account: room(9.5) }), MEBIBYTE)).toMatchObject({
      refusal: { params: { usedMiB: 9.5, allowedMiB: 10, fileMiB: 1 }, field: 'file' },
    }))
  it('is rounded up to a tenth', () => expect([0, 1, MEBIBYTE, MEBIBYTE + 1].map(inMiB)).toEqual([0, 0.1, 1, 1.1]))
})
