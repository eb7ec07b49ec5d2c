/** Colleagues who may be named as completers, the writer first. */
import type { Lang } from '#kernel/bilingual.ts'
import { inLang } from '../../i18n/lang.ts'
import type { Api } from '../../contract.ts'
import type { Viewer } from '../../shell/context.ts'

const MOST = 100

interface Asked {
  readonly api: Api
  readonly viewer: Viewer
  readonly lang: Lang
}

export const colleagueOptions = async ({ api, viewer, lang }: Asked): Promise<readonly { readonly value: string; readonly label: string }[]> => {
  const { items } = await api.party.persons.list({ limit: MOST })
  const others = items
    .filter(({ id }) => id !== viewer.personId)
    .map(({ id, name, title }) => ({ value: id, label: title.zh === '' ? inLang(name, lang) : `${inLang(name, lang)} · ${inLang(title, lang)}` }))
  return [{ value: viewer.personId, label: inLang(viewer.name, lang) }, ...others]
}
