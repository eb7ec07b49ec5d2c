/** The outcome of asking the rules: a value, or a refusal that says why. Faults are thrown, never returned. */

type ParamValue = string | number | boolean | null

/** The rule that decided, so that a page can show its legal source. */
export interface RuleCitation {
  readonly id: string
  readonly key: string
  readonly source: string
}

/** The rules say no. `code` is `module.reason`; text in both languages lives in the module's messages. */
export interface Refusal<Code extends string = string> {
  readonly code: Code
  readonly params: Readonly<Record<string, ParamValue>>
  /** Input field the refusal is about, as a dotted path, where there is one. */
  readonly field?: string
  readonly rule?: RuleCitation
}

/** What a refusal is where it is more than a rule that says no. Unproven: who may do it has to show first who he is. */
export type RefusalKind = 'notFound' | 'unauthorized' | 'forbidden' | 'unproven' | 'conflict' | 'tooMany' | 'unavailable'
export type RefusalKinds<Code extends string = string> = { readonly [Kind in RefusalKind]?: readonly Code[] }

export type Result<Value, Code extends string = string> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal<Code> }

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value })

export const refuse = <const Code extends string>(
  code: Code,
  params: Refusal['params'] = {},
  more: { readonly field?: string; readonly rule?: RuleCitation } = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({ ok: false, refusal: { code, params, ...more } })

/** For pure code deep down that cannot return a refusal (a calendar asked for a year it does not know). The road answers it like a returned one. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`refused: ${refusal.code}`)
    this.name = 'Refused'
    this.refusal = refusal
  }
}
