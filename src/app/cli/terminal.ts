/** Lines for people: results on standard output, progress and problems on standard error. */
import type { Bilingual, Lang } from '#kernel/bilingual.ts'

interface Stream {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

export interface Terminal {
  readonly lang: Lang
  readonly result: (text: Bilingual | string) => void
  readonly problem: (text: Bilingual | string) => void
  /** Says what is being done; the returned function says that it is done, and how long it took. */
  readonly step: (text: Bilingual) => (more?: Bilingual) => void
  /** A bar that is redrawn on a terminal; a line per tenth elsewhere. */
  readonly progress: (text: Bilingual) => (done: number, total: number) => void
}

const BAR_WIDTH = 30
const TENTHS = 10

const bar = (share: number): string => {
  const full = Math.floor(share * BAR_WIDTH)
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`
}

export const openTerminal = (lang: Lang, out: Stream = process.stdout, err: Stream = process.stderr): Terminal => {
  const inLanguage = (text: Bilingual | string): string => (typeof text === 'string' ? text : text[lang])
  const progress = (text: Bilingual) => {
    let shown = -1
    return (done: number, total: number): void => {
      const share = total === 0 ? 1 : done / total
      const step = Math.floor(share * (err.isTTY ? 100 : TENTHS))
      if (step === shown) return
      shown = step
      const line = `${inLanguage(text)} ${bar(share)} ${done}/${total}`
      if (!err.isTTY) err.write(`${line}\n`)
      else err.write(`\r${line}${done === total ? '\n' : ''}`)
    }
  }
  return {
    lang,
    result: (text) => void out.write(`${inLanguage(text)}\n`),
    problem: (text) => void err.write(`${inLanguage(text)}\n`),
    step: (text) => {
      const begun = performance.now()
      err.write(`  … ${inLanguage(text)}\n`)
      return (more) => {
        const seconds = ((performance.now() - begun) / 1000).toFixed(1)
        err.write(`  ✓ ${inLanguage(text)}${more ? `${lang === 'zh' ? '：' : ': '}${inLanguage(more)}` : ''} (${seconds} s)\n`)
      }
    },
    progress,
  }
}

/** Columns as wide as their widest cell; Chinese signs take two cells. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const width = (text: string): number =>
    [...text].reduce(
      (total, sign) => total + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign) ? 2 : 1),
      0,
    )
  const widths = rows.reduce<readonly number[]>((widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, width(cell))), [])
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
