/** One rule: what it says, why a date is that date, where it comes from and what it said before. */
import { Form } from 'react-router'
import type { Route } from './+types/rules-rule.ts'
import type { ProposalView, RuleView } from '#modules/rulebook/api.ts'
import { dateOf } from '#kernel/instant.ts'
import { formatDate, formatEnd } from '../../i18n/dates.ts'
import { inLang, isLang, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, orNotFound, refusalOf, viewerOf } from '../../shell/calls.ts'
import { holdsAny } from '../../shell/market.ts'
import { plainTitle } from '../../shell/title.ts'
import { Button } from '../../ui/button.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { openChangesPage, ruleChangeOf, rulesPage } from './addresses.ts'
import { DaysOfPeriod } from './rules-days.tsx'
import { bindsText, boundText, citedText, ruleStateWord, ruleWord, standingText, valueText } from './rules-words.ts'
import styles from './rules.module.css'
import { text } from './rules-rule.text.ts'

const PERIODS: readonly RuleView['unit'][] = ['cd', 'wd', 'h', 'min', 's', 'month', 'year']
const DATE = /^\d{4}-\d\d-\d\d$/
const TONES = { proposed: 'waiting', adopted: 'done', rejected: 'neutral' } as const

export const loader = async ({ context, params, request }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const found = await orNotFound(api.rulebook.get({ key: params.key }))
  const asked = new URL(request.url).searchParams.get('from') ?? ''
  const from = DATE.test(asked) ? asked : dateOf(nowOf(context))
  const isPeriod = PERIODS.includes(found.rule.unit)
  const preview = isPeriod
    ? await api.rulebook.deadlinePreview({ key: params.key, from: `${from}T09:00:00+08:00` }).catch((error: unknown) => refusalOf(error))
    : null
  return {
    ...found,
    from,
    isPeriod,
    preview: preview && 'closesAt' in preview ? preview : null,
    problem: preview && 'code' in preview ? preview.text : null,
    mayPropose: holdsAny(viewerOf(context), ['clerk', 'admin']),
  }
}

export const meta: Route.MetaFunction = ({ loaderData, params }) => {
  const lang = (params as { readonly lang?: string }).lang
  return plainTitle(lang, loaderData ? inLang(loaderData.rule.title, isLang(lang) ? lang : 'zh') : '')
}

const RulePage = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { rule, versions, proposals, isPeriod, mayPropose } = loaderData
  return (
    <Page>
      <PageHead
        title={rule.title[lang]}
        subtitle={rule.title[lang === 'zh' ? 'en' : 'zh']}
        number={rule.key}
        trail={[{ label: say('rulebook'), to: localPath(lang, rulesPage()) }]}
        actions={mayPropose && rule.use !== 'built_in' ? <LinkButton to={ruleChangeOf(rule.key)}>{say('propose')}</LinkButton> : null}
      />
      <Columns
        sideFirst
        side={
          <Section isSheet>
            <StandingTag rule={rule} />
            <p className={styles.big}>{valueText(rule.value, rule.unit, lang)}</p>
            <RuleFacts rule={rule} />
          </Section>
        }
        main={
          <Stack gap={32}>
            <WhatItIs rule={rule} />
            {isPeriod ? <WhyThisDate {...loaderData} /> : null}
            <Versions versions={versions} />
            <Changes proposals={proposals} />
          </Stack>
        }
      />
    </Page>
  )
}
export default RulePage

const WhatItIs = ({ rule: { standing, bindsHere, use } }: { readonly rule: RuleView }) => {
  const say = useSay(text)
  return (
    <>
      {use === 'not_yet' ? <Banner tone="warning">{say('notYet')}</Banner> : null}
      {standing === 'binding' && bindsHere ? null : <Banner tone="info">{say(standing === 'binding' ? 'about_elsewhere' : `about_${standing}`)}</Banner>}
    </>
  )
}

const RuleFacts = ({ rule }: { readonly rule: RuleView }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <FactsTable
      rows={[
        { label: say('binds'), value: bindsText(rule, lang) },
        { label: say('bound'), value: boundText(rule, lang) },
        { label: say('force'), value: rule.boundMin === null && rule.boundMax === null ? null : ruleWord('force', rule.boundForce, lang) },
        { label: say('use'), value: ruleWord('use', rule.use, lang) },
        { label: say('group'), value: ruleWord('group', rule.group, lang) },
        {
          label: say('sources'),
          value: (
            <ul className={styles.plain}>
              {rule.sources.map((source) => (
                <li key={`${source.code} ${source.article ?? ''}`}>
                  {citedText(source, lang)}
                  {source.words === null ? null : (
                    <q lang="zh" className={styles.words}>
                      {source.words}
                    </q>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

const WhyThisDate = ({ from, preview, problem }: Pick<Route.ComponentProps['loaderData'], 'from' | 'preview' | 'problem'>) => {
  const say = useSay(text)
  const lang = useLang()
  const bases = [...new Set(preview?.days.map((day) => day.basis))]
  return (
    <Section title={say('why')} about={say('whyAbout')} isSheet id="why">
      <Form className={styles.pick} preventScrollReset>
        <label>
          {say('from')}
          <input type="date" name="from" defaultValue={from} required />
        </label>
        <Button type="submit" tone="quiet">
          {say('compute')}
        </Button>
      </Form>
      {problem ? <Banner tone="warning">{problem[lang]}</Banner> : null}
      {preview ? (
        <Stack>
          <Banner tone="info">
            {preview.days.length > 0
              ? say('result', { date: formatDate(preview.lastDay, lang) })
              : say('resultExact', { date: formatEnd(preview.closesAt, lang) })}
          </Banner>
          {preview.days.length > 0 ? <DaysOfPeriod start={from} days={preview.days} /> : null}
          {bases.map((basis) => (
            <p key={basis} className={styles.total}>
              {say('calendarBy', { basis: ruleWord('basis', basis, lang), bundle: preview.calendarBundle })}
            </p>
          ))}
        </Stack>
      ) : null}
    </Section>
  )
}

const StandingTag = ({ rule }: { readonly rule: RuleView }) => {
  const lang = useLang()
  return (
    <p>
      <StateBadge tone={rule.standing === 'binding' && rule.bindsHere ? 'active' : 'neutral'}>{standingText(rule.standing, lang)}</StateBadge>
    </p>
  )
}

const Versions = ({ versions }: { readonly versions: readonly RuleView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('versions')} id="versions">
      <DataTable
        caption={say('versions')}
        rows={versions}
        rowKey={(version) => version.id}
        columns={[
          { key: 'value', header: say('value'), cell: (version) => <strong className={styles.value}>{valueText(version.value, version.unit, lang)}</strong> },
          { key: 'from', header: say('validFrom'), cell: (version) => (version.validFrom === null ? say('since') : formatDate(version.validFrom, lang)) },
          { key: 'to', header: say('validTo'), cell: (version) => (version.validTo === null ? say('open') : formatDate(version.validTo, lang)) },
          { key: 'id', header: say('version'), cell: (version) => <code className={styles.key}>{version.id}</code>, isWideOnly: true },
        ]}
      />
    </Section>
  )
}

const Changes = ({ proposals }: { readonly proposals: readonly ProposalView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('changes')} id="changes">
      <DataTable
        caption={say('changes')}
        rows={proposals}
        rowKey={(proposal) => proposal.id}
        empty={<EmptyState title={say('noChanges')}>{say('noChangesHint')}</EmptyState>}
        columns={[
          { key: 'to', header: say('to'), cell: (proposal) => <strong className={styles.value}>{valueText(proposal.value, proposal.unit, lang)}</strong> },
          { key: 'from', header: say('validFrom'), cell: (proposal) => formatDate(proposal.validFrom, lang) },
          { key: 'reason', header: say('reason'), cell: (proposal) => proposal.reason },
          {
            key: 'comments',
            header: say('comments'),
            align: 'end',
            cell: (proposal) =>
              proposal.isOpenForComment ? <LocalLink to={openChangesPage()}>{say('commentNow', { count: proposal.comments })}</LocalLink> : proposal.comments,
          },
          {
            key: 'state',
            header: say('state'),
            cell: (proposal) => <StateBadge tone={TONES[proposal.state]}>{ruleStateWord(proposal.state, lang)}</StateBadge>,
          },
        ]}
      />
    </Section>
  )
}
