/** One line of text for any fact of any module, made on the server so that the browser need not load every module's messages. */
import { inLang, type Lang } from '#kernel/bilingual.ts'
import { formatAmount } from '#kernel/money.ts'
import { fillTemplate } from '#kernel/template.ts'
import { formatInstant } from '../../i18n/dates.ts'

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
const UNKNOWN = '…'

/** `fact.<type>` filled from the body; the type itself where a module has no text for it. */
export const factText = (lang: Lang, type: string, body: Readonly<Record<string, unknown>> | null): string => {
  const template = words[lang][`fact.${type}`]
  if (template === undefined) return type
  const params = Object.fromEntries(Object.entries(body ?? {}).map(([key, value]) => [key, readable(lang, key, value)]))
  return fillTemplate(template, params).replace(/\{\w+\}/g, UNKNOWN)
}

const readable = (lang: Lang, key: string, value: unknown): string => {
  if (typeof value === 'string' && key.endsWith('Minor') && /^-?\d+$/.test(value)) return formatAmount(BigInt(value), 'CNY', lang)
  if (typeof value === 'string' && ISO.test(value)) return formatInstant(value, lang)
  if (typeof value === 'string') return words[lang][`enum.${key}.${value}`] ?? value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isBilingual(value)) return inLang(value, lang)
  return UNKNOWN
}

const isBilingual = (value: unknown): value is { readonly zh: string; readonly en: string } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string'
