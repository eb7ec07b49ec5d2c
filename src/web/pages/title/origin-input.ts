/** What the form of an achievement's origin sends: houses are looked up by what people write. */
import type { Api } from '../../contract.ts'
import type { CallOptions } from '../../shell/calls.ts'
import { FieldProblem, type FormReader } from '../../shell/form-reader.ts'
import { keepFile } from '../../shell/keep-file.ts'

const FOUND = 20
const FIELD = 'developers'
const none = (typed: string) => ({
  zh: `没有找到“${typed}”，请填写已登记单位的全称或者统一社会信用代码，每行一个。`,
  en: `“${typed}” was not found: write the full name or credit code of an organisation on record, one a line.`,
})

/** A house by what people write in a field. */
export const houseOf = async (api: Api, typed: string, field = FIELD): Promise<string> => {
  const { items } = await api.party.list({ q: typed, limit: FOUND })
  const found = items.find(({ name, creditCode }) => name.zh === typed || name.en === typed || creditCode === typed)
  if (!found) throw new FieldProblem(field, none(typed))
  return found.id
}

type Origin = Parameters<Api['title']['declareOrigin']>[0]

export const declareOriginFrom = async (api: Api, { id, form, call }: { readonly id: string; readonly form: FormReader; readonly call: CallOptions }) => {
  const kind = form.text('kind') as Origin['kind']
  if (kind === 'own') return api.title.declareOrigin({ achievementId: id, kind }, call)
  const lines = form
    .text(FIELD)
    .split(/\r?\n/)
    .map((line) => line.trim())
  const developers: string[] = []
  for (const line of lines) if (line !== '') developers.push(await houseOf(api, line))
  const contractDocumentId = await keepFile(api, { form, name: 'contractFile', kind: 'proof' })
  return api.title.declareOrigin(
    { achievementId: id, kind, ground: form.text('ground') as Origin['ground'], contract: form.text('contract'), contractDocumentId, developers },
    call,
  )
}
