/** The columns of a bank's CSV by the names that banks give them, in any order. */

const NAMES = {
  date: ['交易日期', '记账日期', '入账日期', '交易时间'],
  time: ['交易时间', '记账时间'],
  debit: ['借方发生额', '借方金额', '支出金额', '支出'],
  credit: ['贷方发生额', '贷方金额', '收入金额', '收入'],
  amount: ['发生额', '交易金额', '金额'],
  mark: ['借贷标志', '借贷', '借贷方向', '收支', '收付标志'],
  balance: ['余额', '账户余额', '交易后余额'],
  name: ['对方户名', '对方名称', '对方单位'],
  account: ['对方账号', '对方账户'],
  id: ['流水号', '交易流水号', '银行流水号'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Column = keyof typeof NAMES

/** Together they are the line's remark. */
const TEXTS: readonly string[] = ['摘要', '附言', '用途', '备注']

export interface Columns {
  readonly at: (name: Column) => number | null
  /** As the file names it, for messages. */
  readonly nameOf: (name: Column) => string
  readonly texts: readonly number[]
  readonly count: number
}

/** `借方发生额(元)` and `借方发生额` are one name. */
const plainName = (cell: string): string => cell.normalize('NFKC').replace(/\s|\((?:元|人民币|CNY|RMB)\)$/g, '')

/** Null where the row is no header: it must name the day, the balance and the amounts. */
export const columnsOf = (cells: readonly string[]): Columns | null => {
  const names = cells.map(plainName)
  const at = (name: Column): number | null => {
    const found = NAMES[name].map((one) => names.indexOf(one)).find((index) => index >= 0)
    return found ?? null
  }
  const hasAmounts = (at('debit') !== null && at('credit') !== null) || at('amount') !== null
  if (at('date') === null || at('balance') === null || !hasAmounts) return null
  return {
    at,
    nameOf: (name) => names[at(name) ?? -1] ?? NAMES[name][0],
    texts: names.flatMap((name, index) => (TEXTS.includes(name) ? [index] : [])),
    count: names.findLastIndex((name) => name !== '') + 1,
  }
}
