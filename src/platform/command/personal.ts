/**
 * What a module keeps of a person, declared by the module that keeps it: the copy that the person may take (PIPL art. 45), what becomes of it when the
 * person has the account erased (art. 47), and what stands against that while it runs. SQL, as for checks; `$1` is the person.
 */
import type { Bilingual } from '#kernel/bilingual.ts'

/**
 * Why something stays although its person is erased. `deals`: records of transactions. `books`: vouchers and accounts of money. `authorship`: who made an
 * achievement. `log`: what the security log holds, and digests in the evidence log.
 */
export const KEPT_GROUNDS = ['deals', 'books', 'authorship', 'log'] as const
export type KeptGround = (typeof KEPT_GROUNDS)[number]

export interface PersonalPart {
  /** Of its file in the copy. */
  readonly name: string
  readonly title: Bilingual
  /** `schema.table.column`: every column naming a person for which this part speaks. */
  readonly columns: readonly string[]
  /** The person's rows; column names are those of `fields`. */
  readonly sql: string
  readonly fields: Readonly<Record<string, Bilingual>>
  /** Kept on a ground, or removed: by statements on the module's own tables, `$1` the person, `$2` the person's mail address. None: the account itself goes. */
  readonly erasure: { readonly kept: KeptGround } | { readonly erased: readonly string[] }
  /** Rows as long as something is owed or held that stands against an erasure. */
  readonly open?: { readonly sql: string; readonly words: Bilingual }
}

const both = (zh: string, en: string): Bilingual => ({ zh, en })

/** Columns that mean the same everywhere. */
export const FIELD = {
  id: both('编号', 'Number'),
  at: both('时间', 'Time'),
  state: both('状态', 'State'),
  organisation: both('单位', 'Organisation'),
  subject: both('所涉记录', 'Record it is about'),
  amountMinor: both('金额（分）', 'Amount in fen'),
  text: both('内容', 'Text'),
  reason: both('理由', 'Reason'),
  role: both('身份', 'Role'),
  until: both('截止', 'Until'),
  kind: both('类别', 'Kind'),
  title: both('标题', 'Title'),
} as const satisfies Record<string, Bilingual>
