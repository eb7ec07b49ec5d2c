/** Drops a draft without scripts: the button of the form's sign sends the form here. */
import { redirect } from 'react-router'
import { langOfParam, localPath } from '../i18n/lang.ts'
import { frontPage } from '../pages/front/addresses.ts'
import { ownAddress, type Place } from '../i18n/place.ts'
import type { Route } from './+types/draft-drop.ts'
import { apiOf, requireViewer } from './calls.ts'
import { draftOf } from './draft-sent.ts'

export const action = async ({ context, request, params }: Route.ActionArgs) => {
  requireViewer(context, request)
  const lang = langOfParam(params.lang)
  const draft = draftOf(await request.formData())
  if (draft) await apiOf(context).account.dropDraft(draft)
  throw redirect((draft && ownAddress(localPath(lang, draft.place as Place))) ?? localPath(lang, frontPage()))
}
