/** One line of text for any fact of any module, made on the server so that the browser need not load every module's messages. */
import type { Verdict } from '#kernel/acts.ts'
import { inLang, type Lang } from '#kernel/bilingual.ts'
import { formatAmount } from '#kernel/money.ts'
import { fillTemplate, withoutGaps } from '#kernel/template.ts'
import { formatDuration, formatEnd, formatInstant } from '../../i18n/dates.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import { fieldNames } from './evidence-fields.ts'

interface Messages {
  readonly zh?: Readonly<Record<string, string>>
  readonly en?: Readonly<Record<string, string>>
}

const catalogues = Object.values(import.meta.glob<Messages>('../../../modules/*/messages.ts', { eager: true }))
const words: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  zh: Object.assign({}, ...catalogues.map(({ zh }) => zh)) as Record<string, string>,
  en: Object.assign({}, ...catalogues.map(({ en }) => en)) as Record<string, string>,
}

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

type Body = Readonly<Record<string, unknown>>

/** `fact.<type>` filled from the body; the type itself where a module has no text for it. */
export const factText = (lang: Lang, type: string, body: Body | null): string => {
  const template = words[lang][`fact.${type}`]
  if (template === undefined) return type
  const params = Object.fromEntries(
    Object.entries(body ?? {}).flatMap(([key, value]) => {
      const shown = readable(lang, { type, key, value })
      return shown === null ? [] : [[key, shown]]
    }),
  )
  return fillTemplate(withoutGaps(template, params), params)
}

export interface FactRow {
  readonly label: string
  readonly value: string
}

/** Fields that hold fields of their own: terms of a method, which only its procedure knows. */
const isGroup = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value) && !isBilingual(value)

/** What a body says in words: known fields only. References and technical fields stay in the original text, which is shown beside. */
export const factRows = (lang: Lang, type: string, body: Body | null): readonly FactRow[] =>
  Object.entries(body ?? {}).flatMap(([key, value]) => {
    if (isGroup(value)) return factRows(lang, type, value)
    const label = fieldNames[lang][key]
    const shown = label === undefined ? null : readable(lang, { type, key, value })
    return label === undefined || shown === null ? [] : [{ label, value: shown }]
  })

/** The name of what the facts are about, from the newest body that tells it. */
export const subjectName = (lang: Lang, bodies: readonly (Body | null)[]): string | null => {
  const names = bodies.flatMap((body) => {
    const { title, titleZh, titleEn, nameZh, nameEn } = body ?? {}
    if (isBilingual(title)) return [inLang(title, lang)]
    const [zh, en] = [titleZh ?? nameZh, titleEn ?? nameEn]
    return typeof zh === 'string' ? [inLang({ zh, en: typeof en === 'string' ? en : '' }, lang)] : []
  })
  return names.at(-1) ?? null
}

interface Field {
  readonly type: string
  readonly key: string
  readonly value: unknown
}

const UNIT_MS = [
  ['Seconds', 1_000],
  ['Minutes', 60_000],
] as const

/** Values that only machines can tell apart have no words: null. */
const readable = (lang: Lang, { type, key, value }: Field): string | null => {
  if (typeof value === 'boolean') return words[lang][`enum.rulebook.value.${value}`] ?? null
  if (typeof value === 'number') {
    const unit = UNIT_MS.find(([ending]) => key.endsWith(ending))
    return unit ? formatDuration(value * unit[1], lang) : String(value)
  }
  if (isBilingual(value)) return inLang(value, lang)
  if (typeof value !== 'string' || value === '') return null
  if (key.endsWith('Minor') && /^-?\d+$/.test(value)) return formatAmount(BigInt(value), 'CNY', lang)
  if (ISO.test(value)) return /Closes|closes/.test(key) ? formatEnd(value, lang) : formatInstant(value, lang)
  const word = enumWord(lang, type, `${key}.${value}`)
  return word ?? (/^[a-z_]+$/.test(value) ? null : value)
}

/** The module's own word for a value, else a lower one's: a contract tells the right of its lot. */
const enumWord = (lang: Lang, type: string, ending: string): string | undefined => {
  const own = words[lang][`enum.${type.split('.')[0]}.${ending}`]
  if (own !== undefined) return own
  const key = Object.keys(words[lang]).find((candidate) => candidate.startsWith('enum.') && candidate.endsWith(`.${ending}`))
  return key === undefined ? undefined : words[lang][key]
}

const isBilingual = (value: unknown): value is { readonly zh: string; readonly en: string } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string'

type Params = NonNullable<Verdict<string>['refusal']>['params']

/** Moments are written as people read them. */
const dated = (lang: Lang, params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' && ISO.test(value) ? (/Closes|closes/.test(key) ? formatEnd(value, lang) : formatInstant(value, lang)) : value,
    ]),
  )

/** Acts with what stands against them in words, made here for the same reason. */
export const wordedActs = <Act extends string>(lang: Lang, acts: readonly Verdict<Act>[]): WordedAct<Act>[] =>
  acts.map((verdict) => ({
    ...verdict,
    reason: verdict.refusal && fillTemplate(words[lang][verdict.refusal.code] ?? verdict.refusal.code, dated(lang, verdict.refusal.params)),
  }))

/** What stands against one act, in words; null: nothing does. */
export const reasonAgainst = <Act extends string>(lang: Lang, acts: readonly Verdict<Act>[], act: Act): string | null =>
  wordedActs(lang, acts).find((verdict) => verdict.act === act)?.reason ?? null
