/** Articles of laws as they are printed: numbers in Chinese, and the text of one article out of a whole law. */

const DIGITS = '零一二三四五六七八九'

/** 37 is 三十七, 105 is 一百零五; below ten thousand. */
export const chineseNumber = (value: number): string => {
  const units = ['', '十', '百', '千']
  const figures = [...String(value)].map(Number)
  const written = figures
    .map((figure, index) => (figure === 0 ? '零' : `${DIGITS[figure] ?? ''}${units[figures.length - 1 - index] ?? ''}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
  return value >= 10 && value < 20 ? written.slice(1) : written
}

/** Between its heading and the next article or chapter; null where the law has no such article. */
export const articleOf = (law: string, number: number): string | null => {
  const lines = law.split('\n').map((line) => line.trim())
  const heading = `第${chineseNumber(number)}条`
  const from = lines.findIndex((line) => line.startsWith(heading) && /^[\s　]/.test(line.slice(heading.length)))
  if (from === -1) return null
  const length = lines.slice(from + 1).findIndex((line) => /^第[零一二三四五六七八九十百千]+条[\s　]/.test(line) || line.startsWith('#'))
  return lines
    .slice(from, length === -1 ? undefined : from + 1 + length)
    .filter((line) => line !== '')
    .join('\n')
}
