/** XML of a bank as plain values: no document types, no entities but XML's own five, every value text. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'

const LISTS = new Set(['Stmt', 'Bal', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd'])

/** Every value stays text: amounts must never become numbers. Entities are not expanded by the parser; see `unescape`. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
})

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

export const step = (value: unknown, name: string): unknown => (isNode(value) && Object.hasOwn(value, name) ? value[name] : undefined)
/** Walks down single children. */
export const at = (value: unknown, ...path: readonly string[]): unknown => path.reduce(step, value)
/** Children of one name, however many. */
export const listAt = (value: unknown, name: string): readonly unknown[] => {
  const found = step(value, name)
  if (Array.isArray(found)) return found
  return found === undefined ? [] : [found]
}
/** Walks down all children of each name. */
export const allAt = (value: unknown, ...path: readonly string[]): readonly unknown[] =>
  path.reduce<readonly unknown[]>((nodes, name) => nodes.flatMap((node) => listAt(node, name)), [value])

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Halves of surrogate pairs are no characters: XML does not allow them and no database keeps them. */
const isCharacter = (point: number): boolean => point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)

/** The five entities of XML itself and character numbers; a document type, and with it any other entity, was refused before. */
const unescape = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal)
    return isCharacter(point) ? String.fromCodePoint(point) : whole
  })

/** Text of an element, with or without attributes beside it. */
export const textOf = (value: unknown): string => {
  if (typeof value === 'string') return unescape(value)
  const inner = step(value, '#text')
  return typeof inner === 'string' ? unescape(inner) : ''
}

export const lineAt = (xml: string, index: number): number => xml.slice(0, index).split('\n').length

/** Lines of the file on which elements of a name begin, so that a message can point there. */
export const linesOf = (xml: string, element: string): readonly number[] => {
  const lines: number[] = []
  let line = 1
  let from = 0
  for (const match of xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${element}[\\s>/]`, 'g'))) {
    for (let i = from; i < match.index; i += 1) if (xml.charCodeAt(i) === 10) line += 1
    from = match.index
    lines.push(line)
  }
  return lines
}

export const readXml = (xml: string): Result<unknown> => {
  const forbidden = /<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.exec(xml)
  if (forbidden !== null) return refuse('ledger.statement_doctype', { line: lineAt(xml, forbidden.index) })
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return refuse('ledger.statement_xml_broken', { line: valid.err.line })
  try {
    return ok(parser.parse(xml))
  } catch {
    // The parser's own bounds (nesting, names); the text passed the syntax check, so there is no better line than the first.
    return refuse('ledger.statement_xml_broken', { line: 1 })
  }
}
