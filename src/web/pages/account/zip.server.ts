/** A zip file of small texts, stored as they are: no need to make them smaller. Layout as in APPNOTE 4.3. */
import { crc32 } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly text: string
}

/** General purpose bit 11: names are UTF-8. */
const UTF8 = 0x0800
const VERSION = 20
/** 1 January 1980, the first day that the format knows: the files say themselves when they were made. */
const FIRST_DAY = 0x0021

const fields = (...parts: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer => {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of parts) at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at)
  return buffer
}

export const zipOf = (entries: readonly ZipEntry[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8')
    const data = Buffer.from(entry.text, 'utf8')
    const common = [
      [2, VERSION],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, FIRST_DAY],
      [4, crc32(data)],
      [4, data.length],
      [4, data.length],
      [2, name.length],
      [2, 0],
    ] as const
    const local = Buffer.concat([fields([4, 0x04034b50], ...common), name, data])
    bodies.push(local)
    directory.push(fields([4, 0x02014b50], [2, VERSION], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const count = entries.length
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, listed.length], [4, offset], [2, 0])
  return Buffer.concat([...bodies, listed, end])
}
