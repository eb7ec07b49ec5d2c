/** One organisation for the officers: verify, refuse, suspend; its people and related parties. */
import { useActionData } from 'react-router'
import type { Route } from './+types/parties-party.ts'
import { inLang, isLang, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand, viewerOf } from '../../shell/calls.ts'
import { holdsAny } from '../../shell/market.ts'
import { plainTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Stack } from '../../ui/layout.tsx'
import { partiesPage } from './addresses.ts'
import { organisationAct, organisationPage } from './parties-acts.server.ts'
import { Authorities } from './parties-authorities.tsx'
import { Credentials } from './parties-credentials.tsx'
import { Invitations } from './parties-invitations.tsx'
import { Licences, People, RegistrationFacts } from './parties-parts.tsx'
import { ActDone } from './parties-done.tsx'
import { Relations } from './parties-relations.tsx'
import { organisationTones, partyStateWord } from './parties-words.ts'
import { text } from './parties-party.text.ts'

export const loader = async ({ context, params, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk', 'admin', 'regulator'])
  const page = await orNotFound(organisationPage(apiOf(context), params.id, new URL(request.url)))
  return { page, isClerk: holdsAny(viewerOf(context), ['clerk']) }
}

export const action = ({ context, params, request }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) => organisationAct(api, params.id, form, call))

export const meta: Route.MetaFunction = ({ loaderData, params }) => {
  const lang = (params as { readonly lang?: string }).lang
  return plainTitle(lang, loaderData ? inLang(loaderData.page.file.organisation.name, isLang(lang) ? lang : 'zh') : '')
}

const PartyPage = ({ loaderData: { page, isClerk } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const outcome = useActionData<typeof action>()
  const { organisation } = page.file
  return (
    <Page width="wide">
      <PageHead
        title={both(organisation.name)}
        subtitle={organisation.name[lang === 'zh' ? 'en' : 'zh']}
        number={organisation.creditCode}
        state={<StateBadge tone={organisationTones[organisation.state]}>{partyStateWord(organisation.state, lang)}</StateBadge>}
        trail={[{ label: say('parties'), to: localPath(lang, partiesPage()) }]}
      />
      <ActDone outcome={outcome} isOfficer />
      <Columns
        sideFirst
        side={
          <Stack gap={24}>
            <RegistrationFacts organisation={organisation} />
            {page.licences.length > 0 || organisation.state === 'registered' ? <Licences licences={page.licences} /> : null}
            <Decisions page={page} outcome={outcome} />
          </Stack>
        }
        main={
          <Stack gap={32}>
            <People page={page} outcome={outcome} />
            <Authorities page={page} outcome={outcome} />
            <Credentials page={page} outcome={outcome} />
            <Invitations page={page} outcome={outcome} />
            <Relations page={page} outcome={outcome} isOfficer={isClerk} />
          </Stack>
        }
      />
    </Page>
  )
}
export default PartyPage

const DECISIONS = ['verify', 'refuse', 'suspend', 'reinstate'] as const
type Decision = (typeof DECISIONS)[number]

type DecisionsProps = Pick<Route.ComponentProps['loaderData'], 'page'> & { readonly outcome: ReturnType<typeof useActionData<typeof action>> }

const Decisions = ({ page: { file }, outcome }: DecisionsProps) => {
  const say = useSay(text)
  const both = useInLang()
  const { organisation } = file
  const consequences = [
    { label: say('title'), value: both(organisation.name) },
    { label: say('code'), value: organisation.creditCode },
  ]
  const control = (key: Decision) => (
    <ConfirmAct
      intent={key}
      outcome={outcome}
      label={say(key)}
      about={say(`${key}About`)}
      consequences={consequences}
      confirmLabel={say(`${key}Confirm`)}
      tone={key === 'refuse' || key === 'suspend' ? 'quiet' : 'main'}
      isFinal={key === 'refuse'}
    >
      {key === 'refuse' || key === 'suspend' ? <TextAreaField name="reason" label={say('reason')} isRequired maxLength={1000} /> : null}
    </ConfirmAct>
  )
  const decisions = file.acts.filter((verdict): verdict is WordedAct<Decision> => DECISIONS.some((key) => key === verdict.act))
  return <ActPanel title={say('decide')} acts={actItems(decisions, { label: (key) => say(key), control })} />
}
