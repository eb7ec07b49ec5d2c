/** What leads from a session to its roadshow; null where none is planned. */
import { sayIn, type Lang } from '../../i18n/lang.ts'
import type { ListedSlot } from './roadshow-words.ts'
import { text } from './roadshow.text.ts'

export const roadshowLink = (slots: readonly ListedSlot[], lang: Lang): string | null => {
  const count = slots.filter(({ phase }) => phase !== 'cancelled').length
  return count === 0 ? null : sayIn(text, lang)('count', { count })
}
