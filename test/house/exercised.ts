/** Which operations something runs. A bare `.get(` proves nothing, for a dozen things have a `get`: only the full name or the whole address counts. */

export interface Operation {
  readonly module: string
  readonly name: string
  readonly kind: 'query' | 'command'
  readonly path: string
}

export interface Sources {
  readonly tests: string
  /** The browser test opens every page, and so asks every question that a page asks; it does not press every button. */
  readonly pages: string
}

const isNamed = (source: string, { module, name }: Operation): boolean =>
  new RegExp(`\\b${module}(?:Queries)?\\s*\\.\\s*${name.replace('.', String.raw`\s*\.\s*`)}\\(`).test(source)

const PLACE = String.raw`\$\{[^}]+\}`
const patternOf = (path: string): string => path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, () => PLACE)
const calls = (source: string, pattern: string): boolean => new RegExp(`/api/v1${pattern}['"\`?]`).test(source)

/** The address as a whole, or its last words handed to an address that leaves room for them. */
const isAddressed = (source: string, { path }: Operation): boolean => {
  const [, head = '', last = ''] = /^(.*)\/([a-z]+(?:-[a-z]+)+)$/.exec(path) ?? []
  return calls(source, patternOf(path)) || (last !== '' && calls(source, `${patternOf(head)}/${PLACE}`) && source.includes(`'${last}'`))
}

export const isExercised = (operation: Operation, { tests, pages }: Sources): boolean =>
  isNamed(tests, operation) || isAddressed(tests, operation) || (operation.kind === 'query' && isNamed(pages, operation))
