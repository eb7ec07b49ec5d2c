/** What the form says of an auction and of a state asset; their papers are kept first, and named by the draft. */
import type { Api } from '../../contract.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { keepFile } from '../../shell/keep-file.ts'

type Draft = Parameters<Api['listing']['draft']>[0]

const paperOf = async (api: Api, form: FormReader, { file, kept }: { readonly file: string; readonly kept: string }): Promise<string | null> =>
  (await keepFile(api, { form, name: file, kind: 'proof' })) ?? form.optional(kept) ?? null

const auctionFrom = async (api: Api, form: FormReader): Promise<Draft['consignment']> => {
  const [houseOrganisationId = '', auctioneerId = ''] = (form.optional('consignment.house') ?? '').split(' ')
  if (houseOrganisationId === '') return null
  const commission = form.bilingual('consignment.commission')
  return {
    houseOrganisationId,
    auctioneerId,
    contractDocumentId: await paperOf(api, form, { file: 'contract', kept: 'consignment.contractDocumentId' }),
    viewingDays: form.int('consignment.viewingDays'),
    viewingPlace: form.bilingual('consignment.viewingPlace'),
    commission: commission.zh === '' && commission.en === '' ? null : commission,
  }
}

export const regimeFrom = async (api: Api, form: FormReader): Promise<Pick<Draft, 'consignment' | 'stateAsset'>> => ({
  consignment: await auctionFrom(api, form),
  stateAsset: form.flag('isStateAsset') ? { approvalDocumentId: await paperOf(api, form, { file: 'approval', kept: 'stateAsset.approvalDocumentId' }) } : null,
})
