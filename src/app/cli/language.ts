import type { Bilingual, Lang } from '#kernel/bilingual.ts'

/** As the C library reads it: LC_ALL over LC_MESSAGES over LANG; anything that is not Chinese gets English. */
export const terminalLanguage = (environment: Readonly<Record<string, string | undefined>>): Lang => {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^zh/i.test(locale) ? 'zh' : 'en'
}

export const say = (zh: string, en: string): Bilingual => ({ zh, en })
