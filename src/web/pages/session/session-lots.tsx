/** A seller's lots in sessions, and the request to join one. */
import type { Route } from './+types/session-lots.ts'
import { isAllowed } from '#kernel/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, localPath, useInLang, useLang, useSay, type Lang } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { auctionSessionPage } from './addresses.ts'
import { candidatesFor } from './candidates.server.ts'
import { standingSign } from './session-words.ts'
import { text } from './sessions-desk.text.ts'

const PAGE = 50
/** Sessions looked at for lots of one's own. */
const MOST_SESSIONS = 20

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'own')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const { mandates } = requireRole(context, request, ['tto'])
  const api = apiOf(context)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const own = new Set(mandates.filter(({ role }) => role === 'tto').map(({ organisationId }) => organisationId))
  const [entries, coming] = await Promise.all([
    orNotFound(api.session.entries.mine({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) })),
    api.session.list({ limit: MOST_SESSIONS }),
  ])
  const taken = new Set(entries.items.filter(({ standing }) => standing === 'asked' || standing === 'admitted').map(({ lotId }) => lotId))
  const open = coming.items.filter(({ state }) => state === 'announced')
  const choices = await Promise.all(
    open.map(async (session) => ({
      session: { id: session.id, title: session.title, startsAt: session.startsAt },
      lots: (await candidatesFor(api, session)).filter(({ organiser, id }) => own.has(organiser.id) && !taken.has(id)),
    })),
  )
  return { entries, choices: choices.filter(({ lots }) => lots.length > 0) }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    if (form.text('intent').startsWith('takeBack')) return api.session.takeBack({ id: form.text('entryId') }, call)
    const [id = '', lotId = ''] = form.text('lotId').split(' ')
    return api.session.askLot({ id, lotId }, call)
  })

const SessionLots = ({ loaderData: { entries, choices }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  return (
    <Page width="wide">
      <PageHead title={say('own')} subtitle={say('ownLead')} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <Stack gap={32}>
        <Own entries={entries} outcome={actionData} />
        <Ask choices={choices} outcome={actionData} />
      </Stack>
    </Page>
  )
}
export default SessionLots

type Loaded = Route.ComponentProps['loaderData']
type Outcome = Route.ComponentProps['actionData']

const Own = ({ entries, outcome }: Pick<Loaded, 'entries'> & { readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <div>
      <DataTable
        caption={say('own')}
        rows={entries.items}
        rowKey={({ id }) => id}
        rowHref={({ session }) => localPath(lang, auctionSessionPage(session.id))}
        nextCursor={entries.nextCursor}
        empty={<EmptyState title={say('ownNone')}>{say('ownNoneAbout')}</EmptyState>}
        columns={[
          { key: 'lot', header: say('lot'), cell: ({ lotNumber, title }) => `${lotNumber} ${both(title)}` },
          { key: 'session', header: say('session'), cell: ({ session }) => both(session.title) },
          { key: 'time', header: say('time'), cell: ({ session }) => formatInstant(session.startsAt, lang) },
          {
            key: 'standing',
            header: say('standing'),
            cell: ({ standing, reason }) => {
              const { tone, word } = standingSign(standing, lang)
              return (
                <span>
                  <StateBadge tone={tone}>{word}</StateBadge> {standing === 'declined' ? reason : null}
                </span>
              )
            },
          },
          {
            key: 'act',
            header: '',
            cell: ({ id, acts }) =>
              isAllowed(acts, 'takeBack') ? (
                <ActionForm intent={`takeBack:${id}`} outcome={outcome} hidden={{ entryId: id }}>
                  <Submit tone="quiet">{say('takeBack')}</Submit>
                </ActionForm>
              ) : null,
          },
        ]}
      />
      <Pager nextCursor={entries.nextCursor} />
    </div>
  )
}

/** One choice names session and lot together: a lot opens in the time of this session, and perhaps of another. */
const optionsOf = (choices: Loaded['choices'], lang: Lang) =>
  choices.flatMap(({ session, lots }) =>
    lots.map(({ id, number, title }) => ({ value: `${session.id} ${id}`, label: `${inLang(session.title, lang)} ← ${number} ${inLang(title, lang)}` })),
  )

const Ask = ({ choices, outcome }: Pick<Loaded, 'choices'> & { readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('ask')} about={say('askAbout')} isSheet>
      {choices.length === 0 ? (
        <EmptyState title={say('askNone')}>{say('askNoneAbout')}</EmptyState>
      ) : (
        <ActionForm intent="ask" outcome={outcome} label={say('ask')}>
          <SelectField name="lotId" label={say('lot')} isRequired options={optionsOf(choices, lang)} />
          <FormActions>
            <Submit>{say('askAct')}</Submit>
          </FormActions>
        </ActionForm>
      )}
    </Section>
  )
}
