/** What the search finds, as data for the dialog: as the page shows it. */
import type { Route } from './+types/search-found.ts'
import { langOfParam } from '../../i18n/lang.ts'
import { apiOf, requireViewer } from '../../shell/calls.ts'
import { askedWords, searchAll } from '../../shell/search.server.ts'

export const loader = async ({ context, request, params }: Route.LoaderArgs): Promise<Response> => {
  const viewer = requireViewer(context, request)
  const q = askedWords(new URL(request.url).searchParams.get('q'))
  const groups = q === null ? [] : await searchAll({ api: apiOf(context), viewer, lang: langOfParam((params as { readonly lang?: string }).lang), q })
  return Response.json({ groups }, { headers: { 'cache-control': 'no-store' } })
}
