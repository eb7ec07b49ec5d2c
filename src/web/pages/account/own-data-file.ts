/** The copy of one's own data as a file; whoever has not just shown the second factor is led back to where it is asked for. */
import { redirect } from 'react-router'
import type { Route } from './+types/own-data-file.ts'
import { toIso } from '#kernel/instant.ts'
import { langOfPath, localPath } from '../../i18n/lang.ts'
import { apiOf, nowOf, refusalOf, requireViewer } from '../../shell/calls.ts'
import { ownDataPage } from './addresses.ts'
import { ownDataFile } from './own-data.server.ts'

export const loader = async ({ context, request }: Route.LoaderArgs): Promise<Response> => {
  requireViewer(context, request)
  const lang = langOfPath(new URL(request.url).pathname)
  const at = toIso(nowOf(context))
  try {
    const file = await ownDataFile(apiOf(context), { lang, at })
    return new Response(file as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="zhepai-my-data-${at.slice(0, 10)}.zip"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (refusalOf(error)?.code === 'request.fresh_factor_needed') throw redirect(localPath(lang, ownDataPage()))
    throw error
  }
}
