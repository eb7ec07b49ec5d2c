/** Schema issues as a reader of either language understands them; the schema library's own messages are English only. */

export interface FieldIssue {
  /** Dotted path in the operation's input; the name of the form's field. */
  readonly field: string
  readonly text: { readonly zh: string; readonly en: string }
}

type Text = FieldIssue['text']

export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[]
  readonly code?: string
  readonly origin?: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  /** Where the rule that refused has its own words. */
  readonly text?: Text
}

const REQUIRED: Text = { zh: '此项必填。', en: 'This is required.' }
const FORMAT: Text = { zh: '格式不正确。', en: 'The format is not right.' }
const CHOICE: Text = { zh: '请从列出的选项中选择。', en: 'Choose one of the options listed.' }

const tooSmall = ({ origin, minimum }: SchemaIssue): Text => {
  if (origin === 'string' && Number(minimum) <= 1) return REQUIRED
  if (origin === 'string') return { zh: `至少 ${minimum} 个字符。`, en: `At least ${minimum} characters.` }
  if (origin === 'array') return { zh: `至少 ${minimum} 项。`, en: `At least ${minimum}.` }
  return { zh: `不得小于 ${minimum}。`, en: `Must be ${minimum} or more.` }
}

const tooBig = ({ origin, maximum }: SchemaIssue): Text => {
  if (origin === 'string') return { zh: `最多 ${maximum} 个字符。`, en: `At most ${maximum} characters.` }
  if (origin === 'array') return { zh: `最多 ${maximum} 项。`, en: `At most ${maximum}.` }
  return { zh: `不得大于 ${maximum}。`, en: `Must be ${maximum} or less.` }
}

const textOf = (issue: SchemaIssue): Text => {
  if (issue.text) return issue.text
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_type':
      return /undefined|null/.test(issue.message) ? REQUIRED : FORMAT
    case 'invalid_value':
    case 'invalid_union':
      return CHOICE
    case 'custom':
      return { zh: issue.message, en: issue.message }
    default:
      return FORMAT
  }
}

export const issueTexts = (issues: readonly SchemaIssue[]): FieldIssue[] =>
  issues.map((issue) => ({
    field: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    text: textOf(issue),
  }))
