/** One notice: its text, its clock with the rule behind it, its objections, and the way to object. */
import { isAllowed } from '#kernel/acts.ts'
import { GROUNDS } from '#modules/notice/core/objection.ts'
import { useActionData } from 'react-router'
import type { Route } from './+types/notices-notice.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { inLang, isLang, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, runCommand, viewerOf } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { plainTitle } from '../../shell/title.ts'
import { RuleLink, sourceIn, SealLink, StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { evidencePage } from '../evidence/addresses.ts'
import { lotPage } from '../trading/addresses.ts'
import { noticesPage, objectionsPage } from './addresses.ts'
import { Objecting, type Notice } from './notices-object.tsx'
import { NoticeClock } from './notices-clock.tsx'
import { InsideNotice } from './notices-inside.tsx'
import { daysText, noticeStateWord, noticeTones, noticeWord, objectionTones } from './notices-words.ts'
import styles from './notices.module.css'
import { text } from './notices-notice.text.ts'

export const loader = async ({ context, params, request }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const got = await orNotFound(api.notice.get({ id: params.id }))
  const notice = { ...got, acts: wordedActs(langOfPath(new URL(request.url).pathname), got.acts) }
  const { inside } = viewerOf(context) !== null && notice.kind === 'distribution' ? await api.income.ofNotice({ noticeId: notice.id }) : { inside: null }
  return { notice, inside }
}

export const handle = withMoments<typeof loader>(({ notice }) => [{ name: 'noticeEnds', at: notice.state === 'running' ? notice.closesAt : null }])

export const action = ({ context, params, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const intent = form.text('intent')
    if (intent === 'retract') await api.notice.retractObjection({ id: form.text('id') }, call)
    else if (intent === 'appeal') await api.notice.appealBar({ id: form.text('id'), reason: form.text('reason') }, call)
    else {
      const ground = GROUNDS.find((known) => known === form.text('ground')) ?? 'other'
      return api.notice.object({ id: params.id, ground, grounds: form.text('grounds'), evidence: form.text('evidence') }, call)
    }
    return null
  })

export const meta: Route.MetaFunction = ({ loaderData, params }) => {
  const lang = (params as { readonly lang?: string }).lang
  return plainTitle(lang, loaderData ? inLang(loaderData.notice.title, isLang(lang) ? lang : 'zh') : '')
}

/** What became of the act, in the words of this page. */
const resultOf = ({
  intent,
  value,
}: {
  readonly intent: string
  readonly value: { readonly admission: 'first' | 'joined' | 'repeated'; readonly state: string } | null
}) => {
  if (intent === 'retract') return 'retracted' as const
  if (intent === 'appeal') return 'appealed' as const
  if (value?.admission === 'first') return value.state === 'paused' ? ('sent' as const) : ('sentRunning' as const)
  return value?.admission === 'joined' ? ('sentJoined' as const) : ('sentRepeated' as const)
}

const NoticePage = ({ loaderData: { notice, inside } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const outcome = useActionData<typeof action>()
  return (
    <Page>
      <PageHead
        title={both(notice.title)}
        number={notice.number}
        state={<StateBadge tone={noticeTones[notice.state]}>{noticeStateWord(notice.state, lang)}</StateBadge>}
        deadline={notice.state === 'running' && notice.closesAt !== null ? { label: say('ends'), at: notice.closesAt } : null}
        trail={[{ label: say('notices'), to: localPath(lang, noticesPage()) }]}
        actions={notice.toHandle.some(({ acts }) => isAllowed(acts, 'dismiss')) ? <LinkButton to={objectionsPage()}>{say('handle')}</LinkButton> : null}
      />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say(resultOf(outcome))}
        </Banner>
      ) : null}
      <Columns
        main={
          <Stack gap={32}>
            <Section title={say('clock')} about={say('clockAbout', { days: daysText(notice.days, notice.unit, lang) })} isSheet>
              <NoticeClock {...notice} />
              {notice.isProvisional ? <Banner tone="info">{say('provisional')}</Banner> : null}
            </Section>
            <Section title={say('content')} isSheet>
              <p className={styles.body}>{both(notice.body)}</p>
            </Section>
            {inside ? <InsideNotice inside={inside} /> : null}
            <Objections notice={notice} />
          </Stack>
        }
        side={
          <Stack gap={24}>
            <NoticeFacts notice={notice} />
            <Evidence notice={notice} />
            <Objecting notice={notice} outcome={outcome} />
          </Stack>
        }
      />
    </Page>
  )
}
export default NoticePage

const NoticeFacts = ({ notice }: { readonly notice: Notice }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { rule } = notice
  return (
    <Section title={say('facts')} isSheet>
      <FactsTable
        rows={[
          { label: say('kind'), value: both(notice.kindName) },
          { label: say('owner'), value: both(notice.owner.name) },
          { label: say('period'), value: daysText(notice.days, notice.unit, lang) },
          { label: say('lastDay'), value: notice.lastDay === null ? null : formatDate(notice.lastDay, lang), absent: say('lastDayPaused') },
          { label: say('left'), value: notice.daysLeft > 0 ? daysText(notice.daysLeft, notice.unit, lang) : null },
          { label: say('ended'), value: notice.endedAt === null ? null : formatInstant(notice.endedAt, lang) },
          { label: say('endReason'), value: notice.endReason },
          {
            label: say('rule'),
            value: rule ? (
              <Stack gap={4}>
                <span>{rule.title[lang]}</span>
                <span className={styles.under}>{sourceIn(rule.source, lang)}</span>
                <RuleLink rule={rule} />
              </Stack>
            ) : null,
          },
        ]}
      />
      {notice.subject.startsWith('lot_') ? (
        <LinkButton to={lotPage(notice.subject)} variant="default">
          {say('lot')}
        </LinkButton>
      ) : null}
    </Section>
  )
}

const Evidence = ({ notice }: { readonly notice: Notice }) => {
  const say = useSay(text)
  return (
    <Section title={say('evidence')} isSheet>
      <p>{say(notice.state === 'closed' ? 'certificate' : 'evidenceAbout')}</p>
      <p className={styles.links}>
        <SealLink subject={notice.id} />
        <LocalLink to={evidencePage(notice.id)}>{say('records')}</LocalLink>
      </p>
    </Section>
  )
}

const Objections = ({ notice }: { readonly notice: Notice }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('objections')} id="objections">
      {notice.objections.length === 0 ? <EmptyState title={say('noObjections')}>{say('noObjectionsHint')}</EmptyState> : null}
      {notice.objections.map((objection) => (
        <article key={objection.number} className={styles.objection}>
          <Row>
            <h3>{say('objection', { number: objection.number })}</h3>
            <StateBadge tone={objectionTones[objection.state]}>{noticeStateWord(objection.state, lang, 'objection')}</StateBadge>
          </Row>
          <p className={styles.under}>
            {noticeWord('ground', objection.ground, lang)} · {say('filed', { at: formatInstant(objection.filedAt, lang) })}
            {objection.decidedAt === null ? '' : ` · ${say('decided', { at: formatInstant(objection.decidedAt, lang) })}`}
          </p>
          {objection.decisionReason === '' ? null : <p>{say('answer', { reason: objection.decisionReason })}</p>}
        </article>
      ))}
    </Section>
  )
}
