/** The security log as a file. */
import type { Route } from './+types/security-log-file.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { logSearchIn } from './security-log-search.ts'

export const loader = async ({ context, request }: Route.LoaderArgs): Promise<Response> => {
  requireRole(context, request, ['admin'])
  const file = await orNotFound(apiOf(context).account.exportEvents(logSearchIn(new URL(request.url).searchParams)))
  return new Response(file.text, {
    headers: { 'content-type': file.mediaType, 'content-disposition': `attachment; filename="${file.fileName}"`, 'cache-control': 'no-store' },
  })
}
