/**
 * What a page offers hangs on verdicts, never on a state that the page compares itself: there the page and the command grow apart. Drawing a state
 * (a badge, a step, a countdown) is a page's own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../src/web/pages')

/** Tags by which a page offers an act. */
const OFFERS = new Set(['ActionForm', 'ActPanel', 'ActRows', 'ConfirmAct', 'Submit'])
const STATE = /(?:^s|S)tate$|^phase$/

const nameOf = (node: ts.Node): string => (ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '')
const isState = (node: ts.Node): boolean => STATE.test(nameOf(node))
const isWord = (node: ts.Node): boolean => ts.isStringLiteralLike(node)
const EQUALITIES = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken])

/** `lot.state === 'draft'`, `OPEN.includes(lot.state)`. */
const comparesState = (node: ts.Node): boolean => {
  if (ts.isBinaryExpression(node) && EQUALITIES.has(node.operatorToken.kind))
    return (isState(node.left) && isWord(node.right)) || (isWord(node.left) && isState(node.right))
  return ts.isCallExpression(node) && nameOf(node.expression) === 'includes' && node.arguments.some(isState)
}

const holds = (node: ts.Node, found: (inner: ts.Node) => boolean): boolean =>
  found(node) || (ts.forEachChild(node, (child) => holds(child, found) || undefined) ?? false)

const isTag = (names: ReadonlySet<string>) => (node: ts.Node) =>
  (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) && ts.isIdentifier(node.tagName) && names.has(node.tagName.text)

const constantsOf = (source: ts.SourceFile): readonly ts.VariableDeclaration[] => {
  const found: ts.VariableDeclaration[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Components of the file that offer something, directly or through another one of it. */
const offering = (constants: readonly ts.VariableDeclaration[]): ReadonlySet<string> => {
  const names = new Set(OFFERS)
  for (let before = -1; before !== names.size;) {
    before = names.size
    for (const { name, initializer } of constants)
      if (ts.isIdentifier(name) && /^[A-Z]/.test(name.text) && initializer && ts.isArrowFunction(initializer) && holds(initializer, isTag(names)))
        names.add(name.text)
  }
  return names
}

/** True where an offer, or the reason why there is none, hangs on a compared state. */
const decidesByState = (text: string): boolean => {
  if (!/[=!]==|includes\(/.test(text) || !/[sS]tate|phase/.test(text)) return false
  const source = ts.createSourceFile('page.tsx', text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TSX)
  const constants = constantsOf(source)
  const isOffer = isTag(offering(constants))
  /** Named answers of such a comparison: `const mayEdit = EDITABLE.includes(lot.state)`. */
  const answers = new Set(
    constants.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer && !ts.isArrowFunction(initializer) && !ts.isAwaitExpression(initializer) && holds(initializer, comparesState)
        ? [name.text]
        : [],
    ),
  )
  const hangsOnState = (test: ts.Node) => holds(test, (inner) => comparesState(inner) || (ts.isIdentifier(inner) && answers.has(inner.text)))
  const leadsTo = (branch: ts.Node | undefined): boolean => branch !== undefined && (holds(branch, isOffer) || holds(branch, ts.isThrowStatement))
  return holds(source, (node) => {
    if (ts.isConditionalExpression(node)) return hangsOnState(node.condition) && (leadsTo(node.whenTrue) || leadsTo(node.whenFalse))
    if (ts.isIfStatement(node)) return hangsOnState(node.expression) && (leadsTo(node.thenStatement) || leadsTo(node.elseStatement))
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return hangsOnState(node.left) && leadsTo(node.right)
    return ts.isPropertyAssignment(node) && node.name.getText(source) === 'reason' && hangsOnState(node.initializer)
  })
}

const pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.replaceAll('\\', '/'))

describe('a page', () => {
  it('offers by verdicts', () => {
    expect(pages.length).toBeGreaterThan(100)
    expect(pages.filter((file) => decidesByState(readFileSync(path.join(root, file), 'utf8')))).toEqual([])
  })

  it.each([
    ['an act behind a state', `const P = () => (lot.state === 'draft' ? <ConfirmAct /> : null)`, true],
    ['an act behind a list of states', `const P = () => (OPEN.includes(lot.state) ? <Form /> : null); const Form = () => <ActionForm />`, true],
    ['an act behind a named answer', `const P = () => { const isOpen = lot.state === 'notice'; return isOpen && <ActionForm /> }`, true],
    ['a reason made of a state', `const acts = [{ reason: auction.phase === 'closed' ? say('over') : null, control }]`, true],
    ['a page that is there in one state only', `const l = () => { if (lot.state !== 'draft') throw data(null, 404) }`, true],
    ['an act by its verdict', `const P = () => (isAllowed(lot.acts, 'submit') ? <ConfirmAct /> : null)`, false],
    ['a drawn state', `const P = () => (lot.state === 'failed' ? <Banner tone="danger" /> : <Countdown />)`, false],
  ])('is seen to offer %s', (_, text, expected) => expect(decidesByState(text)).toBe(expected))
})
