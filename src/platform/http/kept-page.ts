/**
 * A document of which every answer has its own nonce, form keys and time. It is drawn with random words in their places, which nobody outside ever
 * sees, and cut there; an answer is the pieces with its own words between them. The pieces are compressed once: a deflate stream may be put together
 * from pieces that end on a byte, and the words go between them as they are (RFC 1951, 3.2.4).
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import type { Instant } from '#kernel/instant.ts'

/** What is different in every answer. */
export interface OwnWords {
  /** Of the page's scripts. */
  readonly nonce: string
  /** Makes the idempotency keys of the page's forms. */
  readonly formKey: string
  /** Names the request in the log. */
  readonly reference: string
  /** The market's time when the answer was given, in milliseconds. */
  readonly answeredAt: string
}

const NONCE_BYTES = 16
const random = (): string => randomBytes(NONCE_BYTES).toString('hex')

export const ownWords = (reference: string, now: Instant): OwnWords => ({
  nonce: random(),
  formKey: randomUUID(),
  reference,
  answeredAt: String(now),
})

/** For a drawing that many will get. */
export const placeWords = (): OwnWords => ({ nonce: random(), formKey: random(), reference: random(), answeredAt: random() })

type Place = keyof OwnWords
const PLACES: readonly Place[] = ['nonce', 'formKey', 'reference', 'answeredAt']

export interface KeptPage {
  readonly bytes: number
  readonly plain: (words: OwnWords) => Buffer
  readonly gzip: (words: OwnWords) => Buffer
}

const MAX_STORED = 65_535
/** A block that is not compressed and not the last. */
const storedBlock = (bytes: Buffer): Buffer => {
  if (bytes.length > MAX_STORED) throw new Error('a word of a page is longer than a block')
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(MAX_STORED - bytes.length, 3)
  return Buffer.concat([head, bytes])
}

/** Whether what a visitor accepts (`accept-encoding`) has gzip in it. */
export const acceptsGzip = (accepted: string | undefined): boolean => /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:\s*[,;]|$))/i.test(accepted ?? '')

const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
const LAST_BLOCK = Buffer.from([3, 0])

const gzipEnd = (check: number, length: number): Buffer => {
  const end = Buffer.alloc(8)
  end.writeUInt32LE(check)
  end.writeUInt32LE(length, 4)
  return end
}

/** A page in pieces, plain and compressed, with what stands between them. */
export interface Packed {
  readonly pieces: readonly Uint8Array[]
  readonly packed: readonly Uint8Array[]
  readonly between: readonly Place[]
}

export const packPage = (text: string, places: OwnWords): Packed => {
  const placeOf = new Map(PLACES.map((place) => [places[place], place]))
  const cut = text.split(new RegExp(`(${[...placeOf.keys()].join('|')})`))
  const pieces = cut.filter((_, index) => index % 2 === 0).map((piece) => Buffer.from(piece))
  return {
    pieces,
    packed: pieces.map((piece) => (piece.length === 0 ? piece : deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH }))),
    between: cut.filter((_, index) => index % 2 === 1).map((word) => placeOf.get(word) as Place),
  }
}

const size = (buffers: readonly Uint8Array[]) => buffers.reduce((sum, { length }) => sum + length, 0)

export const keptPage = ({ pieces, packed, between }: Packed): KeptPage => {
  const inOrder = (own: readonly Uint8Array[], words: (place: Place) => Buffer): Uint8Array[] =>
    own.flatMap((piece, index) => {
      const place = between[index]
      return place === undefined ? [piece] : [piece, words(place)]
    })
  const inPlaces = (words: OwnWords, shape: (bytes: Buffer) => Buffer) => {
    const made = new Map(PLACES.map((place) => [place, shape(Buffer.from(words[place]))]))
    return (place: Place) => made.get(place) as Buffer
  }
  const plain = (words: OwnWords) =>
    inOrder(
      pieces,
      inPlaces(words, (bytes) => bytes),
    )
  return {
    bytes: size(pieces) + size(packed),
    plain: (words) => Buffer.concat(plain(words)),
    gzip: (words) => {
      const parts = plain(words)
      const check = parts.reduce((sum, part) => crc32(part, sum), 0)
      return Buffer.concat([GZIP_HEAD, ...inOrder(packed, inPlaces(words, storedBlock)), LAST_BLOCK, gzipEnd(check, size(parts))])
    },
  }
}
