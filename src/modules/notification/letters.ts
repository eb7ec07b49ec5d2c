/** Letters of the inbox: one for an item that may not wait, one a day for the rest. No amount and no name of another party goes by mail. */
import { inLang, type Bilingual, type Lang } from '#kernel/bilingual.ts'
import { fillTemplate, withoutGaps } from '#kernel/template.ts'
import { reachedUsers } from '#platform/auth/account-rows.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import { queueMail } from '#platform/mail/outbox.ts'

import { titlesFor } from './titles.ts'

/** Texts of every module, by code, and the origin that links lead to. */
export interface Words {
  readonly texts: Readonly<Record<Lang, Readonly<Record<string, string>>>>
  readonly publicUrl: string
}

/** What happened, and to what: only a title that anybody may read is filled in, the rest is read behind the log-in. */
const lineOf = (type: string, title: Bilingual | null, lang: Lang, { texts }: Words): string => {
  const known = title === null ? '' : inLang(title, lang)
  const params = known === '' ? {} : { title: known }
  const said = fillTemplate(withoutGaps(texts[lang][`fact.${type}`] ?? type, params), params)
  const line = known === '' || said.includes(known) ? said : `${said}${lang === 'zh' ? '：' : ': '}${known}`
  return line.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

const MOST_LINES = 30

export const sendLetters = async (
  act: Act,
  userIds: readonly string[],
  { kind, facts, words }: { readonly kind: 'item' | 'digest'; readonly facts: readonly Fact[]; readonly words: Words },
): Promise<void> => {
  if (userIds.length === 0) return
  const shown = facts.slice(0, MOST_LINES)
  const [reached, titles] = await Promise.all([reachedUsers(act.tx, userIds), titlesFor(act.tx, shown)])
  for (const { email, lang } of reached) {
    const lines = shown.map(({ type }, index) => `· ${lineOf(type, titles[index] ?? null, lang, words)}`)
    const params = { count: facts.length, line: lines[0]?.slice(2) ?? '', lines: lines.join('\n'), link: `${words.publicUrl}/${lang}/desk/inbox` }
    await queueMail(act, {
      kind: `notification.${kind}`,
      to: email,
      lang,
      subject: fillTemplate(words.texts[lang][`letter.notification.${kind}.subject`] ?? '', params),
      body: fillTemplate(words.texts[lang][`letter.notification.${kind}.body`] ?? '', params),
    })
  }
}
