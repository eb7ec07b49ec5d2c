/** An officer's desk: the own key, keys of others to certify, and the boxes. */
import { useActionData } from 'react-router'
import type { Route } from './+types/opening-desk.ts'
import { ROLE_NAMES, type Role } from '#kernel/actor.ts'
import { isAllowed } from '#kernel/acts.ts'
import type { KeyView } from '#modules/sealing/api.ts'
import { OFFICER_ROLES, spoken } from '#modules/sealing/core/officers.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand, type CommandOutcome } from '../../shell/calls.ts'
import { useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { ceremonyPage } from './addresses.ts'
import { BoxTable, KeyTable } from './sealed-tables.tsx'
import { NewKey } from './new-key.tsx'
import { text } from './officer.text.ts'
import { keyStateWord, keyTones } from './sealing-words.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'deskTitle')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, OFFICER_ROLES)
  const api = apiOf(context)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [{ items: keys }, boxes] = await Promise.all([
    api.sealing.keys.list({}),
    orNotFound(api.sealing.list({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) })),
  ])
  return { keys, boxes }
}

const isOfficerRole = (role: string): role is (typeof OFFICER_ROLES)[number] => OFFICER_ROLES.some((known) => known === role)

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async ({ sealing }, form, call) => {
    const [intent, id = ''] = form.text('intent').split(':')
    const role = form.text('role')
    if (intent === 'register' && isOfficerRole(role)) await sealing.registerKey({ role, publicKey: form.text('publicKey') }, call)
    else if (intent === 'certify') await sealing.certifyKey({ id, fingerprint: form.text('fingerprint') }, call)
    else await sealing.revokeKey({ id, reason: form.text('reason') }, call)
    return null
  })

const DONE = { register: 'registered', certify: 'certified', revoke: 'revoked' } as const

type Outcome = CommandOutcome<unknown> | undefined

const OpeningDesk = ({ loaderData: { keys, boxes } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const outcome = useActionData<typeof action>()
  const own = keys.find(({ isOwn, acts }) => isOwn && isAllowed(acts, 'revoke'))
  const certifiable = keys.filter(({ acts, isOwn }) => !isOwn && isAllowed(acts, 'certify'))
  const done = outcome?.ok ? Object.entries(DONE).find(([intent]) => outcome.intent.startsWith(intent))?.[1] : undefined
  return (
    <Page width="wide">
      <PageHead title={say('deskTitle')} subtitle={say('deskLead')} />
      {done ? (
        <Banner tone="success" isResult>
          {say(done)}
        </Banner>
      ) : null}
      <Stack gap={24}>
        <Section title={say('ownKey')} isSheet>
          {own ? <OwnKey own={own} outcome={outcome} /> : <Making outcome={outcome} />}
        </Section>
        {certifiable.length === 0 ? null : (
          <Section title={say('toCertify')} about={say('certifyAbout')} isSheet>
            <Stack gap={16}>
              {certifiable.map((key) => (
                <ToCertify key={key.id} of={key} outcome={outcome} />
              ))}
            </Stack>
          </Section>
        )}
        <Section title={say('boxes')}>
          <BoxTable boxes={boxes.items} nextCursor={boxes.nextCursor} href={({ id }) => localPath(lang, ceremonyPage(id))} />
          <Pager nextCursor={boxes.nextCursor} />
        </Section>
        <Section title={say('keys')}>
          <KeyTable keys={keys} />
        </Section>
      </Stack>
    </Page>
  )
}
export default OpeningDesk

const Making = ({ outcome }: { readonly outcome: Outcome }) => {
  const say = useSay(text)
  const viewer = useViewer()
  const inLang = useInLang()
  const held: readonly Role[] = viewer?.mandates.map(({ role }) => role) ?? []
  return (
    <>
      <p>{say('noKey')}</p>
      <NewKey roles={OFFICER_ROLES.filter((role) => held.includes(role))} holder={viewer ? inLang(viewer.name) : ''} outcome={outcome} />
    </>
  )
}

const KeyFacts = ({ of }: { readonly of: KeyView }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <FactsTable
      rows={[
        { label: say('holder'), value: inLang(of.holder) },
        { label: say('role'), value: inLang(ROLE_NAMES[of.role]) },
        { label: say('state'), value: <StateBadge tone={keyTones[of.state]}>{keyStateWord(of.state, lang)}</StateBadge> },
        { label: say('since'), value: formatInstant(of.registeredAt, lang) },
        { label: say('certifiedBy'), value: of.certifiedBy && inLang(of.certifiedBy) },
      ]}
    />
  )
}

const OwnKey = ({ own, outcome }: { readonly own: KeyView; readonly outcome: Outcome }) => {
  const say = useSay(text)
  return (
    <Stack gap={16}>
      <KeyFacts of={own} />
      <FactsTable rows={[{ label: say('fingerprint'), value: <code>{spoken(own.fingerprint)}</code> }]} />
      <ConfirmAct
        intent={`revoke:${own.id}`}
        outcome={outcome}
        label={say('revoke')}
        about={say('revokeAbout')}
        consequences={[]}
        confirmLabel={say('revokeConfirm')}
        tone="quiet"
        isFinal
      >
        <TextField name="reason" label={say('reason')} isRequired maxLength={500} />
      </ConfirmAct>
    </Stack>
  )
}

/** The registered fingerprint is not shown beside the field: what is compared is heard from the holder. */
const ToCertify = ({ of, outcome }: { readonly of: KeyView; readonly outcome: Outcome }) => {
  const say = useSay(text)
  return (
    <div>
      <KeyFacts of={of} />
      <ConfirmAct
        intent={`certify:${of.id}`}
        outcome={outcome}
        label={say('certify')}
        about={say('certifyAbout')}
        consequences={[]}
        confirmLabel={say('certifyConfirm')}
      >
        <TextField name="fingerprint" label={say('fingerprint')} isRequired maxLength={200} />
      </ConfirmAct>
    </div>
  )
}
