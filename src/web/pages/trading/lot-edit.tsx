/** Changing a draft or a returned lot. */
import { data, redirect } from 'react-router'
import { isAllowed } from '#kernel/acts.ts'
import type { Route } from './+types/lot-edit.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { lotDesk } from './addresses.ts'
import { AgreedForm } from './negotiated-form.tsx'
import { agreedDraftFrom } from './negotiated-input.server.ts'
import { draftFrom } from './lot-form-input.ts'
import { regimeFrom } from './lot-regime-input.server.ts'
import { LotForm } from './lot-form.tsx'
import { text } from './lot-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'editTitle')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto'])
  const api = apiOf(context)
  const [lot, reserve, houses] = await Promise.all([
    orNotFound(api.listing.get({ id })),
    orNotFound(api.listing.reserve.get({ id })),
    orNotFound(api.party.auctionHouses.list({})),
  ])
  if (!isAllowed(lot.acts, 'revise')) throw data(null, 404)
  return { lot, reserveMinor: reserve.reserveMinor, houses: houses.items }
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const draft =
      form.optional('methodTerms.relation') !== undefined ? await agreedDraftFrom(api, form) : { ...draftFrom(form), ...(await regimeFrom(api, form)) }
    await api.listing.revise({ id, ...draft }, call)
    throw redirect(localPath(lang, lotDesk(id)))
  })
}

const LotEditPage = ({ loaderData: { lot, reserveMinor, houses }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const achievements = [{ value: lot.achievementId, label: inLang(lot.title) }]
  return (
    <Page width="narrow">
      <PageHead
        title={say('editTitle')}
        subtitle={say('formLead')}
        number={lot.number}
        trail={[{ label: inLang(lot.title), to: localPath(lang, lotDesk(lot.id)) }]}
      />
      {lot.agreement === null ? (
        <LotForm achievements={achievements} houses={houses} lot={lot} reserveMinor={reserveMinor} outcome={actionData} />
      ) : (
        <AgreedForm achievements={achievements} lot={lot} outcome={actionData} />
      )}
    </Page>
  )
}
export default LotEditPage
