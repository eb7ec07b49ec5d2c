/** What became of a form that was sent: done, or refused with what was typed. */
import type { RefusalBody } from '#contract/operation.ts'
import type { FormValues } from './form-reader.ts'
import type { FieldIssue } from './issue-texts.ts'

export interface ShownRefusal extends RefusalBody {
  /** Every field that did not meet its schema; empty for refusals by rule. */
  readonly issues: readonly FieldIssue[]
}

export type CommandOutcome<Value> =
  | { readonly ok: true; readonly intent: string; readonly value: Value }
  | { readonly ok: false; readonly intent: string; readonly refusal: ShownRefusal; readonly values: FormValues }
