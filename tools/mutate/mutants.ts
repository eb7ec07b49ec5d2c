/**
 * Small faults put into a source text, each behind a switch: `hit(17) ? a <= b : a < b`. One instrumented text holds all mutants of a file, so
 * that a test can be run against each of them without loading anything again. Texts, patterns and types are left alone.
 */
import ts from 'typescript'
import { SWITCH } from './state.ts'

export interface Mutant {
  readonly id: number
  readonly file: string
  readonly line: number
  readonly from: string
  readonly to: string
}

const SWAPPED: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+='],
}
const SWAPPED_METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
}
const LEFT_OUT_METHODS = new Set(['filter', 'toSorted', 'sort', 'reverse', 'toReversed', 'trim', 'slice', 'toLowerCase', 'toUpperCase', 'normalize'])

const isCondition = (node: ts.Node): boolean =>
  (ts.isIfStatement(node.parent) && node.parent.expression === node) || (ts.isConditionalExpression(node.parent) && node.parent.condition === node)

/** Only the sign of what a comparison for sorting answers counts. */
const isInComparator = (node: ts.Node): boolean => {
  for (let at = node; at.parent !== undefined; at = at.parent)
    if (ts.isArrowFunction(at) && ts.isCallExpression(at.parent) && ts.isPropertyAccessExpression(at.parent.expression))
      return /^(?:toSorted|sort)$/.test(at.parent.expression.name.text)
  return false
}

const ofBinary = (node: ts.BinaryExpression, text: (node: ts.Node) => string): readonly string[] => {
  const [left, right] = [text(node.left), text(node.right)]
  const swapped = (SWAPPED[node.operatorToken.kind] ?? []).map((operator) => `${left} ${operator} ${right}`)
  const isLogical = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken || node.operatorToken.kind === ts.SyntaxKind.BarBarToken
  return isLogical ? [...swapped, left, right] : swapped
}

const ofCall = (node: ts.CallExpression, text: (node: ts.Node) => string): readonly string[] => {
  if (!ts.isPropertyAccessExpression(node.expression) || node.expression.questionDotToken) return []
  const [receiver, method] = [text(node.expression.expression), node.expression.name.text]
  if (LEFT_OUT_METHODS.has(method)) return [receiver]
  const other = Object.hasOwn(SWAPPED_METHODS, method) ? SWAPPED_METHODS[method] : undefined
  return other ? [`${receiver}.${other}(${node.arguments.map(text).join(', ')})`] : []
}

const ofLiteral = (node: ts.Node): readonly string[] => {
  if (ts.isNumericLiteral(node) && !isInComparator(node)) return [String(Number(node.text) + 1)]
  if (ts.isBigIntLiteral(node)) return [`${BigInt(node.text.slice(0, -1)) + 1n}n`]
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false']
  return node.kind === ts.SyntaxKind.FalseKeyword ? ['true'] : []
}

/** `!a` and `-a` lose their sign. */
const ofPrefix = (node: ts.PrefixUnaryExpression, text: (node: ts.Node) => string): readonly string[] =>
  node.operator === ts.SyntaxKind.ExclamationToken || (node.operator === ts.SyntaxKind.MinusToken && ts.isIdentifier(node.operand)) ? [text(node.operand)] : []

/** What may stand in the place of an expression. */
const replacementsOf = (node: ts.Node, text: (node: ts.Node) => string): readonly string[] => {
  const found = [...ofLiteral(node)]
  if (ts.isBinaryExpression(node)) found.push(...ofBinary(node, text))
  if (ts.isCallExpression(node)) found.push(...ofCall(node, text))
  if (ts.isPrefixUnaryExpression(node)) found.push(...ofPrefix(node, text))
  if (ts.isExpression(node) && isCondition(node)) found.push('true', 'false')
  if (ts.isWhileStatement(node.parent) && node.parent.expression === node) found.push('false')
  return [...new Set(found)]
}

const isLeftAlone = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isHeritageClause(node) ||
  (ts.isNumericLiteral(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && node.parent.left === node)

/** The text with a switch at every place that can be mutated, and the mutants; their numbers start at `firstId`. */
export const instrument = (file: string, source: string, firstId: number): { readonly text: string; readonly mutants: readonly Mutant[] } => {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true)
  const mutants: Mutant[] = []
  const original = (node: ts.Node): string => node.getText(root)
  const add = (node: ts.Node, to: string): number => {
    const id = firstId + mutants.length
    mutants.push({ id, file, line: root.getLineAndCharacterOfPosition(node.getStart(root)).line + 1, from: original(node), to })
    return id
  }
  /** The node's text, its children written by `write`. */
  const rewritten = (node: ts.Node): string => {
    const children: ts.Node[] = []
    ts.forEachChild(node, (child) => {
      children.push(child)
    })
    let [text, at] = ['', node.getStart(root)]
    for (const child of children.toSorted((a, b) => a.pos - b.pos)) {
      text += source.slice(at, child.getStart(root)) + write(child)
      at = child.end
    }
    return text + source.slice(at, node.end)
  }
  const write = (node: ts.Node): string => {
    if (isLeftAlone(node)) return original(node)
    const switches = replacementsOf(node, original).map((to) => `${SWITCH}(${add(node, to)})?(${to}):`)
    // A statement that is left out stands in a block, since no semicolon parts it from the line before.
    if (ts.isExpressionStatement(node)) return `{${SWITCH}(${add(node, '(left out)')})?0:(${write(node.expression)})}`
    if (ts.isThrowStatement(node)) return `{if(!${SWITCH}(${add(node, '(left out)')})){${rewritten(node)}}}`
    return switches.length === 0 ? rewritten(node) : `(${switches.join('')}(${rewritten(node)}))`
  }
  const text = rewritten(root)
  return { text, mutants }
}
