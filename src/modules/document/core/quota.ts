/** How much room files may take: of one account, of its organisation, and of what belongs to nothing yet. */
import { ok, refuse } from '#kernel/result.ts'

export const MEBIBYTE = 1024 * 1024

/** In bytes. */
export interface Room {
  readonly used: number
  readonly allowed: number
}

export interface Rooms {
  readonly account: Room
  readonly unattached: Room
  /** Null: the file belongs to no organisation. */
  readonly organisation: Room | null
}

const CODES = {
  account: 'document.account_full',
  unattached: 'document.unattached_full',
  organisation: 'document.organisation_full',
} as const

/** Refuses a file that does not fit, with what is used and what is allowed in MiB, one digit after the point. */
export const checkRoom = (rooms: Rooms, size: number) => {
  for (const scope of ['account', 'unattached', 'organisation'] as const) {
    const room = rooms[scope]
    if (room === null || room.used + size <= room.allowed) continue
    return refuse(CODES[scope], { usedMiB: inMiB(room.used), allowedMiB: inMiB(room.allowed), fileMiB: inMiB(size) }, { field: 'file' })
  }
  return ok(null)
}

export const inMiB = (bytes: number): number => Math.ceil((bytes / MEBIBYTE) * 10) / 10
