/** One demand: what is needed, on which terms, and the way to answer it. */
import type { ReactNode } from 'react'
import { useActionData } from 'react-router'
import type { Route } from './+types/demands-record.ts'
import { isAllowed } from '#kernel/acts.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, orNotFound, runCommand } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { RadioField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { priceText } from '../trading/price-text.ts'
import styles from '../achievement/achievements.module.css'
import { achievementPage } from '../achievement/addresses.ts'
import { demandPage, demandsPage, editDemandPage } from './addresses.ts'
import { evidencePage } from '../evidence/addresses.ts'
import { loginThen } from '../account/addresses.ts'
import { demandStateWord, demandTones, demandWord } from './demands-words.ts'
import { text } from './demands.text.ts'
import { factText, wordedActs } from '../evidence/evidence-words.server.ts'

const FACTS = 50
const ANSWERS = 50

export const loader = async ({ context, params, request }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const lang = langOfPath(new URL(request.url).pathname)
  const demand = await orNotFound(api.demand.get({ id: params.id }))
  const isInside = demand.contact !== null || demand.acts.some(({ act }) => act === 'takeDown')
  const [timeline, responses] = await Promise.all([
    api.evidence.facts.list({ subject: params.id, limit: FACTS }),
    isInside ? ifAllowed(api.demand.responses.list({ id: params.id, limit: ANSWERS })).catch(() => null) : null,
  ])
  // What others prepare around it (a drafted lot) is not the public's; its own steps are.
  const steps = timeline.items
    .filter((fact) => fact.subject === params.id || fact.body !== null)
    .map((fact) => ({ factId: fact.factId, at: fact.at, words: factText(lang, fact.type, fact.body) }))
  return { demand: { ...demand, acts: wordedActs(lang, demand.acts) }, steps, responses: responses?.items ?? null }
}

export const action = ({ context, params: { id }, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    switch (form.text('intent')) {
      case 'respond':
        return (
          await api.demand.respond(
            { id, message: form.text('message'), contact: form.text('contact'), achievementId: form.optional('achievementId') ?? null },
            call,
          )
        ).demandId
      case 'close':
        return (await api.demand.close({ id, outcome: form.text('outcome') === 'matched' ? 'matched' : 'unmatched', reason: form.text('reason') }, call)).state
      case 'withdraw':
        return (await api.demand.withdraw({ id, reason: form.text('reason') }, call)).state
      default:
        return (await api.demand.takeDown({ id, reason: form.text('reason') }, call)).state
    }
  })

export const meta: Route.MetaFunction = ({ loaderData, params }) => {
  const lang = (params as { readonly lang?: string }).lang
  if (!loaderData) return plainTitle(lang, '')
  const { title, lead } = loaderData.demand
  return plainTitle(lang, inLang(title, langOfParam(lang)), inLang(lead, langOfParam(lang)))
}

type Loaded = Route.ComponentProps['loaderData']
type Outcome = ReturnType<typeof useActionData<typeof action>>

const DemandPage = ({ loaderData }: Route.ComponentProps) => {
  const { demand, steps } = loaderData
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const outcome = useActionData<typeof action>()
  const other = lang === 'zh' ? demand.title.en : demand.title.zh
  return (
    <Page>
      <PageHead
        title={both(demand.title)}
        subtitle={other === both(demand.title) ? null : other}
        state={<StateBadge tone={demandTones[demand.state]}>{demandStateWord(demand.state, lang)}</StateBadge>}
        trail={[{ label: say('title'), to: localPath(lang, demandsPage()) }]}
        actions={
          isAllowed(demand.acts, 'revise') ? (
            <LinkButton to={editDemandPage(demand.id)} variant="default">
              {say('revise')}
            </LinkButton>
          ) : null
        }
      />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say(outcome.intent === 'respond' ? 'sent' : 'done')}
        </Banner>
      ) : null}
      <Columns
        main={
          <Stack gap={32}>
            <Section title={say('text')} isSheet>
              <p className={styles.body}>{both(demand.text)}</p>
              {lang === 'zh' && demand.text.en !== '' ? (
                <p className={styles.other} lang="en">
                  {demand.text.en}
                </p>
              ) : null}
            </Section>
            <Responses loaded={loaderData} />
            <Section title={say('process')} isSheet aside={<SealLink subject={demand.id} />}>
              <Timeline
                label={say('process')}
                steps={steps.map(({ factId, at, words }) => ({ key: factId, label: words, state: 'done' as const, at, factId }))}
              />
              <p className={styles.links}>
                <LocalLink to={evidencePage(demand.id)}>{say('evidence')}</LocalLink>
              </p>
            </Section>
          </Stack>
        }
        side={
          <Stack gap={24}>
            <Section title={say('facts')} isSheet>
              <DemandFacts demand={demand} />
            </Section>
            <Answering demand={demand} outcome={outcome} />
            <OwnActs demand={demand} outcome={outcome} />
          </Stack>
        }
      />
    </Page>
  )
}
export default DemandPage

const DemandFacts = ({ demand }: { readonly demand: Loaded['demand'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { contact } = demand
  return (
    <FactsTable
      rows={[
        { label: say('owner'), value: demand.organisationName === null ? say('unknownOwner') : both(demand.organisationName) },
        { label: say('budget'), value: priceText(demand.budgetMinMinor, demand.budgetMaxMinor, lang), absent: say('negotiable') },
        { label: say('deadlineShort'), value: demand.deadline === null ? null : formatDate(demand.deadline, lang), absent: say('noDeadline') },
        { label: say('mode'), value: demand.modes.map((mode) => demandWord('mode', mode, lang)).join(lang === 'zh' ? '、' : ', ') },
        { label: say('field'), value: demandWord('field', demand.field, lang) },
        { label: say('industry'), value: demand.industryCode },
        { label: say('region'), value: demand.regionName === null ? null : both(demand.regionName) },
        { label: say('source'), value: demandWord('source', demand.source, lang) },
        { label: say('publishedAt'), value: formatInstant(demand.publishedAt, lang) },
        { label: say('closedAt'), value: demand.closedAt === null ? null : formatInstant(demand.closedAt, lang) },
        { label: say('outcome'), value: demandWord('outcome', demand.outcome, lang) },
        { label: say('reason'), value: demand.stateReason },
        ...(contact
          ? [{ label: say('contact'), value: [contact.name, contact.phone, contact.email].filter((part) => part !== '').join(' · '), hint: say('contactHint') }]
          : []),
      ]}
    />
  )
}

interface ActsProps {
  readonly demand: Loaded['demand']
  readonly outcome: Outcome
}

const Answering = ({ demand, outcome }: ActsProps) => {
  const say = useSay(text)
  const lang = useLang()
  const verdict = demand.acts.find(({ act }) => act === 'respond')
  const isSent = outcome?.ok && outcome.intent === 'respond'
  if (verdict?.refusal?.code === 'request.unauthorized')
    return (
      <Section title={say('act')} isSheet about={say('actAbout')}>
        <LinkButton to={loginThen(localPath(lang, demandPage(demand.id)))}>{say('login')}</LinkButton>
      </Section>
    )
  if (verdict === undefined || isSent) return null
  if (verdict.refusal !== null) {
    const refused = actItems([verdict], { label: () => say('send') })
    // Who reads the contact is the enterprise itself: it need not be told that it does not answer its own need.
    return refused.length === 0 || demand.contact !== null ? null : <ActPanel title={say('act')} acts={refused} />
  }
  return (
    <Section title={say('act')} isSheet about={say('actAbout')} id="respond">
      <ActionForm intent="respond" outcome={outcome} label={say('act')}>
        <Draft form="respond">
          {demand.source === 'imported' ? <Banner tone="info">{say('importedAbout')}</Banner> : null}
          <TextAreaField name="message" label={say('message')} isRequired rows={5} maxLength={2000} />
          <TextField name="contact" label={say('yourContact')} isRequired maxLength={200} />
          <TextField name="achievementId" label={say('achievement')} maxLength={60} />
          <FormActions>
            <Submit>{say('send')}</Submit>
          </FormActions>
        </Draft>
      </ActionForm>
    </Section>
  )
}

const Responses = ({ loaded: { responses } }: { readonly loaded: Loaded }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  if (responses === null) return null
  return (
    <Section title={say('responsesTitle')} isSheet>
      {responses.length === 0 ? <EmptyState title={say('noResponses')}>{say('noResponsesAbout')}</EmptyState> : null}
      <ul className={styles.list}>
        {responses.map((response) => (
          <li key={response.id}>
            <strong>{both(response.organisationName)}</strong>
            <span className={styles.meta}>
              {response.personName} · {response.contact} · {formatInstant(response.at, lang)}
            </span>
            <p className={styles.quote}>{response.message}</p>
            {response.achievementId === null ? null : <LocalLink to={achievementPage(response.achievementId)}>{response.achievementId}</LocalLink>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const OwnActs = ({ demand, outcome }: ActsProps) => {
  const say = useSay(text)
  const reason = <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={500} />
  const ending = (act: 'close' | 'withdraw' | 'takeDown', field: ReactNode) => (
    <ConfirmAct
      intent={act}
      {...(act === 'close' ? {} : { tone: 'quiet', isFinal: true })}
      outcome={outcome}
      label={say(act)}
      about={say(`${act}About`)}
      consequences={[]}
      confirmLabel={say(`${act}Confirm`)}
    >
      {field}
    </ConfirmAct>
  )
  const how = (
    <RadioField
      name="outcome"
      label={say('outcome')}
      defaultValue="matched"
      options={[
        { value: 'matched', label: say('matched') },
        { value: 'unmatched', label: say('unmatched') },
      ]}
    />
  )
  return (
    <Stack gap={12}>
      {isAllowed(demand.acts, 'close') ? ending('close', how) : null}
      {isAllowed(demand.acts, 'withdraw') ? ending('withdraw', reason) : null}
      {isAllowed(demand.acts, 'takeDown') ? ending('takeDown', reason) : null}
    </Stack>
  )
}
