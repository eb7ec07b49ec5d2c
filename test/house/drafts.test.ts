/** Every form of more than two fields keeps what is typed, or says where it stands why not. */
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'

const WEB = new URL('../../src/web/', import.meta.url)
const FORMS = new Set(['ActionForm', 'ConfirmAct'])
/** What somebody types or chooses; a pair of languages is two. */
const FIELDS: Readonly<Record<string, number>> = {
  TextField: 1,
  TextAreaField: 1,
  BilingualField: 2,
  NumberField: 1,
  PasswordField: 1,
  SelectField: 1,
  RadioField: 1,
  CheckField: 1,
  DateField: 1,
  DateTimeField: 1,
  FileField: 1,
  MoneyField: 1,
  TextBox: 1,
  AreaBox: 1,
  SelectBox: 1,
  PasswordBox: 1,
  CheckBox: 1,
  FileBox: 1,
  input: 1,
  select: 1,
  textarea: 1,
}
const MOST_WITHOUT = 2
/** The words of a form that keeps nothing: `Not kept: a password`. */
const WHY_NOT = /\bNot kept: \S.{8,}/

interface Source {
  readonly file: string
  readonly tree: ts.SourceFile
  readonly parts: ReadonlyMap<string, ts.Node>
}

const partsOf = (tree: ts.SourceFile): ReadonlyMap<string, ts.Node> => {
  const parts = new Map<string, ts.Node>()
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && /^[A-Z]/.test(node.name.text))
      parts.set(node.name.text, node.initializer)
    ts.forEachChild(node, look)
  }
  look(tree)
  return parts
}

const readSource = (file: string): Source => {
  const tree = ts.createSourceFile(file, readFileSync(new URL(file, WEB), 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  return { file, tree, parts: partsOf(tree) }
}

const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^pages\/.*\.tsx$/.test(file))
  .map(readSource)
const anywhere = new Map(sources.flatMap((source) => [...source.parts].map(([name, node]) => [name, { node, source }] as const)))

const tagOf = (node: ts.Node): string | null => {
  if (ts.isJsxElement(node)) return node.openingElement.tagName.getText()
  return ts.isJsxSelfClosingElement(node) ? node.tagName.getText() : null
}

const isHidden = (node: ts.Node): boolean => /^<input\s[^>]*type="(?:hidden|submit)"/.test(node.getText())

interface Found {
  readonly fields: number
  readonly isKept: boolean
}

/** Fields below a node, also in the parts that it is made of. */
const foundIn = (node: ts.Node, source: Source, seen: ReadonlySet<string> = new Set()): Found => {
  let [fields, isKept] = [0, false]
  const add = (found: Found) => {
    fields += found.fields
    isKept ||= found.isKept
  }
  const look = (below: ts.Node): void => {
    const tag = tagOf(below)
    if (tag === 'Draft') isKept = true
    if (tag !== null && tag in FIELDS && !isHidden(below)) fields += FIELDS[tag] ?? 0
    else if (tag !== null && /^[A-Z]/.test(tag) && !seen.has(tag)) {
      const own = source.parts.get(tag)
      const part = own ? { node: own, source } : anywhere.get(tag)
      if (part) add(foundIn(part.node, part.source, new Set([...seen, tag])))
    }
    ts.forEachChild(below, look)
  }
  ts.forEachChild(node, look)
  return { fields, isKept }
}

interface FormFound extends Found {
  readonly where: string
  readonly text: string
}

const formsOf = (source: Source): readonly FormFound[] => {
  const forms: FormFound[] = []
  const look = (node: ts.Node): void => {
    if (FORMS.has(tagOf(node) ?? '')) {
      const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart())
      forms.push({ ...foundIn(node, source), where: `${source.file}:${line + 1}`, text: node.getText() })
    }
    ts.forEachChild(node, look)
  }
  look(source.tree)
  return forms
}

const forms = sources.flatMap(formsOf)
const long = forms.filter(({ fields }) => fields > MOST_WITHOUT)

it('finds the forms of the house', () => {
  expect(forms.length).toBeGreaterThan(80)
  expect(long.length).toBeGreaterThan(15)
  expect(long.some(({ isKept }) => isKept)).toBe(true)
})

it('keeps what is typed into a form of more than two fields, or says why not', () => {
  expect(long.filter(({ isKept, text }) => !isKept && !WHY_NOT.test(text)).map(({ where, fields }) => `${where} (${fields} fields)`)).toEqual([])
})

it('never says both', () => {
  expect(forms.filter(({ isKept, text }) => isKept && WHY_NOT.test(text)).map(({ where }) => where)).toEqual([])
})
