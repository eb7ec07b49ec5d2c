/** The zip around a workbook, and its parts as streams of XML events. */
import type { Buffer } from 'node:buffer'
import { TextDecoder } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { SaxesParser } from 'saxes'
import { allowance, MAX_DEPTH, MAX_ENTRIES, MAX_UNPACKED_BYTES, TooLarge, type Allowance } from './workbook-bounds.ts'

export interface Package {
  readonly has: (name: string) => boolean
  readonly read: (name: string, handler: XmlHandler) => Promise<void>
}

/** Names come without their prefix: `x:row` and `row` are one. Text is given whole, when its element ends. */
export interface XmlHandler {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string, text: string) => void
  /** Asked between pieces: true ends the reading. */
  readonly isDone?: () => boolean
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
/** Names of parts are compared without regard to case (ECMA-376 part 2, 9.1.1.2). */
const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

/** A workbook needs no document type; whoever writes one means its entities. */
const parserFor = (handler: XmlHandler, characters: Allowance): SaxesParser => {
  const parser = new SaxesParser()
  let text = ''
  let depth = 0
  parser.on('doctype', () => {
    throw new RangeError('a document type')
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > MAX_DEPTH) throw new RangeError('too deep')
    text = ''
    handler.open?.(local(tag.name), Object.fromEntries(Object.entries(tag.attributes).map(([name, value]) => [local(name), value])))
  })
  const add = (piece: string) => {
    characters.take(piece.length)
    text += piece
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', (tag) => {
    depth -= 1
    handler.close?.(local(tag.name), text)
    text = ''
  })
  return parser
}

/** UTF-8 unless the part begins with the mark of UTF-16; what is not that encoding is no text. */
const decoderFor = (start: Uint8Array): TextDecoder => {
  const [first, second] = start
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true })
}

const stream = async (pieces: AsyncIterable<Buffer>, handler: XmlHandler, budgets: { readonly bytes: Allowance; readonly characters: Allowance }) => {
  const parser = parserFor(handler, budgets.characters)
  let decoder: TextDecoder | null = null
  for await (const piece of pieces) {
    budgets.bytes.take(piece.length)
    decoder ??= decoderFor(piece)
    parser.write(decoder.decode(piece, { stream: true }))
    if (handler.isDone?.() === true) return
  }
  parser.write(decoder?.decode() ?? '').close()
}

const entriesOf = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> => {
  if (zip.entryCount > MAX_ENTRIES) throw new TooLarge('parts')
  const entries = new Map<string, Entry>()
  const stated = allowance('unpacked bytes', MAX_UNPACKED_BYTES)
  for await (const entry of zip.eachEntry()) {
    stated.take(entry.uncompressedSize)
    const name = partName(entry.fileName)
    if (entries.has(name)) throw new RangeError('a part twice')
    entries.set(name, entry)
  }
  return entries
}

/** Throws `TooLarge` beyond a bound and anything else for what is no sound package. Sizes stated and sizes met must agree: yauzl checks. */
export const openPackage = async (bytes: Buffer, characters: Allowance): Promise<Package> => {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, autoClose: false })
  const entries = await entriesOf(zip)
  const counted = allowance('unpacked bytes', MAX_UNPACKED_BYTES)
  return {
    has: (name) => entries.has(partName(name)),
    read: async (name, handler) => {
      const entry = entries.get(partName(name))
      if (!entry) throw new RangeError(`no part ${name}`)
      await stream(await zip.openReadStreamPromise(entry), handler, { bytes: counted, characters })
    },
  }
}
