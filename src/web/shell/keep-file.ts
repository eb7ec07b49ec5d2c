/** Files that a form carries are kept one by one before the act that names them; one that is refused is told at its own field, by its name. */
import type { Api } from '../contract.ts'
import { refusalOf } from './calls.ts'
import { FieldProblem, type FormReader } from './form-reader.ts'

type Kind = Parameters<Api['document']['upload']>[0]['kind']

interface Keeping {
  readonly form: FormReader
  readonly name: string
  readonly kind: Kind
}

/** Null where no file was chosen. A file kept for an act that is refused stays with its owner. */
export const keepFile = async (api: Api, { form, name, kind }: Keeping): Promise<string | null> => {
  const file = form.file(name)
  if (!file) return null
  const contentBase64 = Buffer.from(await file.arrayBuffer()).toString('base64')
  try {
    return (await api.document.upload({ name: file.name, kind, contentBase64 })).id
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal?.code.startsWith('document.')) throw error
    throw new FieldProblem(name, { zh: `${file.name}：${refusal.text.zh}`, en: `${file.name}: ${refusal.text.en}` })
  }
}
