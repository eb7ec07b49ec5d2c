/** Clerks invite partner markets; the heads of those markets confirm, decline, end. */
import type { Route } from './+types/co-listings-desk.ts'
import { isAllowed } from '#kernel/acts.ts'
import { dateOf } from '#kernel/instant.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { BilingualField, SelectField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { partnerMarketPage } from './addresses.ts'
import { CO_LISTING_TONES, coListedPage, type CoListing } from './co-listing-words.ts'
import { text } from './co-listing.text.ts'
import styles from './roadshow.module.css'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

/** As far ahead as a calendar goes. */
const DAYS = 90
const OPEN: readonly string[] = ['announced', 'running', 'notice', 'ready']

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const { mandates } = requireRole(context, request, ['clerk', 'approver'])
  const api = apiOf(context)
  if (!mandates.some(({ role }) => role === 'clerk')) return { items: (await api.session.invitations.list({})).items, offer: null }
  const [{ items }, markets, calendar] = await Promise.all([
    api.session.invitations.list({}),
    api.party.list({ kind: 'market', limit: 100 }),
    api.session.calendar.get({ from: dateOf(nowOf(context)), days: DAYS }),
  ])
  const subjects = calendar.items.flatMap(({ kind, id, number, title, state }) => (kind !== 'slot' && OPEN.includes(state) ? [{ id, number, title }] : []))
  return { items, offer: { markets: markets.items.map(({ id, name }) => ({ id, name })), subjects } }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async ({ session }, form, call) => {
    const id = form.text('coListingId')
    switch (form.text('intent').split(':')[0]) {
      case 'invite':
        return session.inviteCoListing({ subject: form.text('subject'), partnerId: form.text('partnerId') }, call)
      case 'confirm':
        return session.confirmCoListing({ id, line: form.bilingual('line') }, call)
      case 'decline':
        return session.declineCoListing({ id, reason: form.text('reason') }, call)
      case 'withdraw':
        return session.withdrawCoListing({ id, reason: form.text('reason') }, call)
      default:
        return null
    }
  })

type Loaded = Route.ComponentProps['loaderData']
type Outcome = Route.ComponentProps['actionData']

const CoListingsDesk = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { items } = loaderData
  const say = useSay(text)
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('deskLead')} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <Stack gap={32}>
        {items.length === 0 ? <EmptyState title={say('listNone')}>{say('listNoneAbout')}</EmptyState> : null}
        <ul className={styles.slots}>
          {items.map((item) => (
            <li key={item.id} id={item.id}>
              <Invited item={item} />
              <Decide item={item} outcome={actionData} />
            </li>
          ))}
        </ul>
        {loaderData.offer === null ? null : <Invite offer={loaderData.offer} outcome={actionData} />}
      </Stack>
    </Page>
  )
}
export default CoListingsDesk

const Invited = ({ item }: { readonly item: CoListing }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <>
      <div className={styles.who}>
        <LocalLink to={coListedPage(item)}>{both(item.title)}</LocalLink>
        <StateBadge tone={CO_LISTING_TONES[item.state]}>{say(`state.${item.state}`)}</StateBadge>
        <span className={styles.sub}>{[say(`kind.${item.kind}`), item.number, formatInstant(item.invitedAt, lang)].join(' · ')}</span>
      </div>
      <p className={styles.text}>
        <LocalLink to={partnerMarketPage(item.partner.id)}>{both(item.partner.name)}</LocalLink> {item.line === null ? '' : both(item.line)}
      </p>
      {item.reason === null ? null : <p className={styles.sub}>{say('reasonShown', { reason: item.reason })}</p>}
    </>
  )
}

const Decide = ({ item: { id, acts }, outcome }: { readonly item: CoListing; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const hidden = { coListingId: id }
  const refusing = (act: 'decline' | 'withdraw') => (
    <ConfirmAct
      key={act}
      intent={`${act}:${id}`}
      outcome={outcome}
      hidden={hidden}
      label={say(act)}
      about={say(`${act}About`)}
      consequences={[]}
      confirmLabel={say(act)}
      tone="quiet"
    >
      <TextAreaField name="reason" label={say('reason')} isRequired rows={2} maxLength={500} />
    </ConfirmAct>
  )
  if (!acts.some(({ refusal }) => refusal === null)) return null
  return (
    <div className={styles.acts}>
      {isAllowed(acts, 'confirm') ? (
        <ConfirmAct
          intent={`confirm:${id}`}
          outcome={outcome}
          hidden={hidden}
          label={say('confirm')}
          about={say('confirmAbout')}
          consequences={[]}
          confirmLabel={say('confirm')}
        >
          <BilingualField name="line" label={say('line')} help={say('lineHelp')} isRequired maxLength={200} />
        </ConfirmAct>
      ) : null}
      {(['decline', 'withdraw'] as const).filter((act) => isAllowed(acts, act)).map(refusing)}
    </div>
  )
}

const Invite = ({ offer: { subjects, markets }, outcome }: { readonly offer: NonNullable<Loaded['offer']>; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('invite')} about={say('inviteAbout')} isSheet id="invite">
      <ActionForm intent="invite" outcome={outcome} label={say('invite')}>
        <SelectField
          name="subject"
          label={say('subject')}
          isRequired
          options={subjects.map(({ id, number, title }) => ({ value: id, label: `${number} ${inLang(title, lang)}` }))}
        />
        <SelectField name="partnerId" label={say('partner')} isRequired options={markets.map(({ id, name }) => ({ value: id, label: inLang(name, lang) }))} />
        <FormActions>
          <Submit>{say('inviteDo')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
