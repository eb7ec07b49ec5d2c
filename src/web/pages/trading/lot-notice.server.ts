import type { Api } from '../../contract.ts'
import { ifAllowed } from '../../shell/calls.ts'

/** When the notice of a sale is over: the sale may be confirmed from then on. */
export const resultNoticeEnd = async (api: Api, { resultNoticeId }: { readonly resultNoticeId: string | null }): Promise<string | null> =>
  resultNoticeId === null ? null : ((await ifAllowed(api.notice.noticeById({ id: resultNoticeId })))?.closesAt ?? null)
