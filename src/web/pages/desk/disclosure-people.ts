/** Colleagues who may be named as completers, the writer first. */
import type { Api } from '../../contract.ts'
import type { Viewer } from '../../shell/context.ts'

const MOST = 100

export const colleagueOptions = async (api: Api, viewer: Viewer): Promise<readonly { readonly value: string; readonly label: string }[]> => {
  const { items } = await api.party.searchPersons({ limit: MOST })
  const others = items
    .filter(({ id }) => id !== viewer.personId)
    .map(({ id, name, title }) => ({ value: id, label: title.zh === '' ? name.zh : `${name.zh}（${title.zh}）` }))
  return [{ value: viewer.personId, label: viewer.name }, ...others]
}
