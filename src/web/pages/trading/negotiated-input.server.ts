/** The form of a negotiated price as the operation wants it: the buyer is looked up by what people write. */
import { NEGOTIATED } from '#modules/listing/core/negotiated.ts'
import type { Api } from '../../contract.ts'
import { FieldProblem, type FormReader } from '../../shell/form-reader.ts'
import { commonDraft } from './lot-form-input.ts'

const FOUND = 20
const BUYER = 'methodTerms.buyerOrganisationId'
const NO_BUYER = {
  zh: '没有找到这个已核验的单位，请填写全称或者统一社会信用代码。',
  en: 'No verified organisation of this name or credit code was found.',
}
/** Nobody applies: who the transferee is stands in the agreement. */
const QUALIFICATIONS = { zh: '受让方由协议确定。', en: 'The transferee is named by the agreement.' }

/** A completer who exercised first refusal is named by the own name; natural persons stand on no list. */
const takerFrom = async (api: Api, achievementId: string, typed: string): Promise<string | undefined> => {
  const { items } = await api.title.firstRefusals.list({ limit: 1, achievementId, state: 'exercised' })
  const isNamed = items[0]?.answers.some(({ answer, name }) => answer === 'exercised' && (name.zh === typed || name.en === typed))
  return (isNamed && items[0]?.takerOrganisationId) || undefined
}

const buyerFrom = async (api: Api, form: FormReader): Promise<string> => {
  const typed = form.text(BUYER)
  const taker = typed === '' ? undefined : await takerFrom(api, form.text('achievementId'), typed)
  if (taker !== undefined) return taker
  const { items } = typed === '' ? { items: [] } : await api.party.list({ q: typed, limit: FOUND })
  const found =
    items.find(({ name, creditCode }) => name.zh === typed || name.en === typed || creditCode === typed) ?? (items.length === 1 ? items[0] : undefined)
  if (!found) throw new FieldProblem(BUYER, NO_BUYER)
  return found.id
}

export const agreedDraftFrom = async (api: Api, form: FormReader) => ({
  ...commonDraft(form),
  method: NEGOTIATED,
  methodTerms: {
    buyerOrganisationId: await buyerFrom(api, form),
    relation: form.text('methodTerms.relation'),
    relationNote: form.text('methodTerms.relationNote'),
  },
  reserveMinor: null,
  depositMinor: '0',
  qualifications: QUALIFICATIONS,
  plannedOpensAt: null,
})
