/** Papers that the terms of a lot name: the consignment contract with the house, the approval of a lower floor. */
import { ok, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { LotTerms } from './core/terms.ts'

/** Refuses a paper that is not the seller's own; linked once, whoever saves the lot again. */
export const linkPapers = async (
  act: Act,
  lotId: string,
  { consignment, stateAsset, sellerOrganisationId }: Pick<LotTerms, 'consignment' | 'stateAsset'> & { readonly sellerOrganisationId: string },
): Promise<Result<null>> => {
  const papers = [
    {
      id: consignment?.contractDocumentId ?? null,
      field: 'consignment.contractDocumentId',
      readers: consignment === null ? [] : [consignment.houseOrganisationId],
    },
    { id: stateAsset?.approvalDocumentId ?? null, field: 'stateAsset.approvalDocumentId', readers: [] },
  ]
  for (const { id, field, readers } of papers) {
    if (id === null) continue
    const linked = await linkDocuments(act, { documentIds: [id], subject: lotId, visibleTo: [sellerOrganisationId, ...readers, 'role:clerk'], field })
    if (!linked.ok) return linked
  }
  return ok(null)
}
