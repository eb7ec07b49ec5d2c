/** A box for those who sit over it: naming the officers, the rehearsal, the opening. */
import { useActionData } from 'react-router'
import type { Route } from './+types/ceremony.ts'
import { ROLE_NAMES } from '#kernel/actor.ts'
import { isAllowed } from '#kernel/acts.ts'
import { OFFICER_ROLES, spoken } from '#modules/sealing/core/officers.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, orNotFound, requireRole, runCommand, type CommandOutcome } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { CheckField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { openingDesk, sealedBox } from './addresses.ts'
import { Releasing, Rehearsing } from './officer-acts.tsx'
import { BenchTable } from './sealed-tables.tsx'
import { text } from './officer.text.ts'
import { boxStateWord, boxTones } from './sealing-words.ts'

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, OFFICER_ROLES)
  const api = apiOf(context)
  const box = await orNotFound(api.sealing.get({ id: params.id }))
  const isSeated = box.seats.some(({ isOwn }) => isOwn)
  return { box, ceremony: isSeated ? await ifAllowed(api.sealing.ceremony.get({ id: params.id })) : null }
}

export const meta: Route.MetaFunction = ({ loaderData, params }) => plainTitle(params.lang, loaderData?.box.number ?? '')

type Batch = { envelopeId: string; share: string | null }[]

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, async ({ sealing }, form, call) => {
    const { id } = params
    const intent = form.text('intent')
    if (intent === 'name') await sealing.nameOfficers({ id, keys: form.all('keys') }, call)
    else if (intent === 'rehearse') await sealing.rehearse({ id, share: form.text('share') }, call)
    else return sealing.releaseShares({ id, shares: JSON.parse(form.text('shares')) as Batch }, call)
    return { isOpened: false }
  })

type Box = Route.ComponentProps['loaderData']['box']
type Outcome = CommandOutcome<unknown> | undefined

const DONE = { name: 'named', rehearse: 'rehearsed', release: 'released' } as const

const Ceremony = ({ loaderData: { box, ceremony } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const outcome = useActionData<typeof action>()
  const done = outcome?.ok ? DONE[outcome.intent as keyof typeof DONE] : undefined
  const isOpened = outcome?.ok === true && outcome.value.isOpened
  return (
    <Page>
      <PageHead
        title={inLang(box.title)}
        number={box.number}
        state={<StateBadge tone={boxTones[box.state]}>{boxStateWord(box.state, lang)}</StateBadge>}
        deadline={deadlineOf(box, say)}
        trail={[{ label: say('deskTitle'), to: localPath(lang, openingDesk()) }]}
        actions={
          <LinkButton to={sealedBox(box.id)} variant="default">
            {say('publicPage')}
          </LinkButton>
        }
      />
      {done ? (
        <Banner tone="success" isResult>
          {say(isOpened ? 'opened' : done)}
        </Banner>
      ) : null}
      <Stack gap={24}>
        <Acts box={box} ceremony={ceremony} outcome={outcome} />
        {box.seats.length === 0 ? null : (
          <Section title={say('bench')}>
            <BenchTable seats={box.seats} />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Ceremony

const Acts = ({ box, ceremony, outcome }: Route.ComponentProps['loaderData'] & { readonly outcome: Outcome }) => {
  const say = useSay(text)
  if (isAllowed(box.acts, 'name')) return <Naming box={box} outcome={outcome} />
  if (ceremony && isAllowed(box.acts, 'rehearse'))
    return (
      <Section title={say('rehearseTitle')} isSheet>
        <Rehearsing ceremony={ceremony} outcome={outcome} />
      </Section>
    )
  if (ceremony && isAllowed(box.acts, 'release'))
    return (
      <Section title={say('releaseTitle')} isSheet>
        <Releasing ceremony={ceremony} threshold={box.threshold ?? 0} outcome={outcome} />
      </Section>
    )
  return <p>{say('nothing')}</p>
}

const deadlineOf = ({ state, closesAt, openBy }: Box, say: (key: 'closesAt' | 'openBy') => string) => {
  if (state === 'open' || state === 'awaiting_officers') return { label: say('closesAt'), at: closesAt }
  return openBy !== null && (state === 'closed' || state === 'opening') ? { label: say('openBy'), at: openBy } : null
}

const Naming = ({ box: { bench }, outcome }: { readonly box: Box; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (!bench) return null
  const { eligible, needed, threshold } = bench
  return (
    <Section title={say('nameTitle')} about={say('nameAbout', { needed, threshold })} isSheet>
      {eligible.length === 0 ? (
        <Banner tone="warning">{say('nameNone')}</Banner>
      ) : (
        <ActionForm intent="name" outcome={outcome}>
          {eligible.map(({ id, holder, role, fingerprint }) => (
            <CheckField key={id} name="keys" value={id} label={`${inLang(holder)} · ${inLang(ROLE_NAMES[role])}`} help={<code>{spoken(fingerprint)}</code>} />
          ))}
          <FormActions>
            <Submit>{say('name')}</Submit>
          </FormActions>
        </ActionForm>
      )}
    </Section>
  )
}
