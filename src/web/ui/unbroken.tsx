/** A line may end before a date, an amount or a number with its unit, never inside: `11月26|日` has to be read twice. */
import type { ReactNode } from 'react'
import styles from './unbroken.module.css'

const MONTH = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const TIME = String.raw`\d\d:\d\d(?::\d\d)?`
const PIECES = [
  String.raw`(?:\d{4}年)?\d{1,2}月\d{1,2}日(?: ${TIME})?`,
  String.raw`\d{1,2} (?:${MONTH})(?: \d{4})?(?:, ${TIME})?`,
  String.raw`CNY -?[\d,.]*\d(?: (?:million|billion))?`,
  String.raw`-?[\d,.]*\d(?:[万亿]?元|个工作日|个月|小时|分钟|[秒天日年项条笔次份名级%])`,
  // Numbers of records: ZJP-HT-2026-000005.
  String.raw`[A-Z]{2,4}(?:-[A-Z]{2})?-?\d{4}-\d+`,
  // A short bracket: （独占许可）.
  '（[^（）]{1,6}）',
]
const WHOLE = new RegExp(`(${PIECES.join('|')})`)

/** Takes what a cell holds; only plain text is looked at. */
export const unbroken = (content: ReactNode): ReactNode => {
  if (typeof content !== 'string') return content
  const parts = content.split(WHOLE)
  if (parts.length === 1) return content
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className={styles.whole}>
        {part}
      </span>
    ) : (
      part
    ),
  )
}
