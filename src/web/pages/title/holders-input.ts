/** What the form of holders sends: a house and its share a line. */
import type { Api } from '../../contract.ts'
import type { CallOptions } from '../../shell/calls.ts'
import { FieldProblem, type FormReader } from '../../shell/form-reader.ts'
import { houseOf } from './origin-input.ts'

const FIELD = 'holders'
const LINE = /^(.+?)\s+(\d{1,3}(?:\.\d{1,2})?)\s*[%％]?$/
const unreadable = (line: string) => ({
  zh: `“${line}”不能识别：每行写单位全称（或者统一社会信用代码）、空格、百分比，例如“浙江示范大学 70”。`,
  en: `“${line}” cannot be read: a line is the full name (or credit code) of an organisation, a space, and per cent, such as “Model University 70”.`,
})

export const declareHoldersFrom = async (api: Api, { id, form, call }: { readonly id: string; readonly form: FormReader; readonly call: CallOptions }) => {
  const holders: { organisationId: string; shareBasisPoints: number }[] = []
  for (const line of form.text(FIELD).split(/\r?\n/)) {
    const typed = line.trim()
    if (typed === '') continue
    const [, house = '', percent = ''] = LINE.exec(typed) ?? []
    if (house === '') throw new FieldProblem(FIELD, unreadable(typed))
    holders.push({ organisationId: await houseOf(api, house, FIELD), shareBasisPoints: Math.round(Number(percent) * 100) })
  }
  return api.title.declareHolders({ achievementId: id, holders }, call)
}
