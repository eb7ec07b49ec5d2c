/** Files for banks and auditors. Making one may change state (an exported batch is at the bank), so they are asked for by POST. */
import { redirect } from 'react-router'
import type { Route } from './+types/finance-file.ts'
import { langOfPath, localPath, type Lang } from '../../i18n/lang.ts'
import { apiOf, refusalOf, requireRole, runCommand } from '../../shell/calls.ts'
import type { Place } from '../../i18n/place.ts'
import { batchPage, financePage, refusedOn } from './addresses.ts'
import { READERS } from './finance-parts.tsx'

interface FileMade {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

const asDownload = (file: FileMade): Response =>
  new Response(file.text, {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="${file.fileName.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    },
  })

/** A download has no page of its own to say why it was refused: the page it was asked on does. */
const refusedAt = (lang: Lang, page: Place, code: string): Response => redirect(localPath(lang, refusedOn(page, code)))

export const action = async ({ context, request }: Route.ActionArgs): Promise<Response> => {
  const lang = langOfPath(new URL(request.url).pathname)
  let back: Place = financePage()
  const made = await runCommand(context, request, (api, form, call): Promise<FileMade> => {
    if (form.text('kind') === 'demo') {
      return api.payment.demoStatement({ format: form.text('format') === 'csv' ? 'csv' : 'camt.053', withStranger: form.flag('withStranger') }, call)
    }
    const batchId = form.text('batchId')
    back = batchPage(batchId)
    return api.payment.exportBatch({ batchId, format: form.text('format') === 'csv' ? 'csv' : 'pain.001' }, call)
  })
  return made.ok ? asDownload(made.value) : refusedAt(lang, back, made.refusal.code)
}

/** GET gives the journal, which changes nothing. */
export const loader = async ({ context, request }: Route.LoaderArgs): Promise<Response> => {
  requireRole(context, request, READERS)
  const { pathname, searchParams: params } = new URL(request.url)
  const from = params.get('from')
  const to = params.get('to')
  try {
    return asDownload(await apiOf(context).ledger.exportJournal({ ...(from ? { from } : {}), ...(to ? { to } : {}) }))
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return refusedAt(langOfPath(pathname), financePage(), refusal.code)
  }
}
