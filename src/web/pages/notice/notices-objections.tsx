/** Objections that wait for an answer: who objects, why, and the two possible answers. */
import { isAllowed } from '#kernel/acts.ts'
import { useActionData } from 'react-router'
import type { Route } from './+types/notices-objections.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand, viewerOf } from '../../shell/calls.ts'
import { holdsAny } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { CheckField, TextAreaField } from '../../ui/fields.tsx'
import { Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { reasonAgainst } from '../evidence/evidence-words.server.ts'
import { noticePage } from './addresses.ts'
import { daysText, noticeWord } from './notices-words.ts'
import styles from './notices.module.css'
import { Appeals } from './notices-appeals.tsx'

const text = texts({
  zh: {
    title: '异议处理',
    lead: '竞价、结果和协议定价公示的异议由市场受理员处理；收益分配公示的异议由本单位负责人处理。处理期间公示计时暂停。',
    empty: '没有待处理的异议',
    emptyHint: '有人对公示提出异议后，会按提出时间出现在这里。',
    objector: '异议人',
    filed: '提出时间',
    grounds: '异议理由',
    evidence: '证据说明',
    none: '未提供',
    dismiss: '异议不成立',
    dismissAbout: '处理意见将对外公开，请勿写入个人信息。公示继续计满剩余的{left}。',
    dismissConfirm: '确认不成立，恢复计时',
    uphold: '异议成立',
    upholdAbout: '处理意见将对外公开，请勿写入个人信息。公示就此终止，相关交易或分配不再继续。',
    upholdConfirm: '确认成立，终止公示',
    reason: '处理意见',
    notice: '公示',
    ground: '类别',
    joined: '同一理由，一并处理：{name}',
    frivolous: '认定为恶意异议',
    frivolousAbout: '在规则规定的期限内限制该异议人提出异议；处理意见即为理由，异议人可申请由另一名受理员复核。',
    kept: '已维持限制。',
    lifted: '已撤销限制，异议权恢复。',
    dismissed: '已认定异议不成立。',
    upheld: '已认定异议成立，公示终止。',
  },
  en: {
    title: 'Objections',
    lead: "Objections to sales, results and negotiated prices are answered by the market's clerks, those to an income distribution by the head of the unit. Meanwhile the clock of the notice stands still.",
    empty: 'No objection waits for you',
    emptyHint: 'When somebody objects to a notice, it appears here, the oldest first.',
    objector: 'Objector',
    filed: 'Made',
    grounds: 'Grounds',
    evidence: 'Evidence',
    none: 'none given',
    dismiss: 'Dismiss',
    dismissAbout: 'The answer is published; leave out personal data. The notice runs on for the {left} that were left.',
    dismissConfirm: 'Dismiss and let the clock run on',
    uphold: 'Uphold',
    upholdAbout: 'The answer is published; leave out personal data. The notice ends, and so does the sale or distribution.',
    upholdConfirm: 'Uphold and end the notice',
    reason: 'Answer',
    notice: 'Notice',
    ground: 'Ground',
    joined: 'On the same ground, answered together: {name}',
    frivolous: 'The objection was frivolous',
    frivolousAbout: 'The objector may not object for the time of the rule; your answer is the reason, and another clerk hears an appeal.',
    kept: 'The right to object stays away.',
    lifted: 'The right to object has been given back.',
    dismissed: 'The objection has been dismissed.',
    upheld: 'The objection has been upheld; the notice has ended.',
  },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk', 'approver'])
  const { pathname, searchParams } = new URL(request.url)
  const lang = langOfPath(pathname)
  const cursor = searchParams.get('cursor')
  const api = apiOf(context)
  const waiting = await orNotFound(api.notice.objections.waiting({ limit: 20, ...(cursor === null ? {} : { cursor }) }))
  const appeals = holdsAny(viewerOf(context), ['clerk']) ? (await api.notice.appeals.waiting({ limit: 50 })).items : []
  return {
    ...waiting,
    items: waiting.items.map((item) => ({ ...item, against: reasonAgainst(lang, item.acts, 'dismiss') })),
    appeals: appeals.map((appeal) => ({ ...appeal, against: reasonAgainst(lang, appeal.acts, 'keep') })),
  }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const [verb, id = ''] = form.text('intent').split(':')
    const answer = { id, reason: form.text('reason') }
    if (verb === 'uphold') await api.notice.upholdObjection(answer, call)
    else if (verb === 'keep' || verb === 'lift') await api.notice.reviewBar({ ...answer, outcome: verb }, call)
    else await api.notice.dismissObjection({ ...answer, isFrivolous: form.flag('isFrivolous') }, call)
    return null
  })

type Waiting = Route.ComponentProps['loaderData']['items'][number]

const RESULTS = { uphold: 'upheld', dismiss: 'dismissed', keep: 'kept', lift: 'lifted' } as const
const resultOf = (intent: string) => RESULTS[(intent.split(':')[0] ?? 'dismiss') as keyof typeof RESULTS]

const ObjectionsPage = ({ loaderData: { items, nextCursor, appeals } }: Route.ComponentProps) => {
  const say = useSay(text)
  const outcome = useActionData<typeof action>()
  return (
    <Page>
      <PageHead title={say('title')} subtitle={say('lead')} />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say(resultOf(outcome.intent))}
        </Banner>
      ) : null}
      {items.length === 0 ? <EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState> : null}
      <Stack gap={24}>
        {items.map((item) => (
          <Waits key={item.id} item={item} outcome={outcome} />
        ))}
      </Stack>
      <Pager nextCursor={nextCursor} />
      <Appeals appeals={appeals} outcome={outcome} />
    </Page>
  )
}
export default ObjectionsPage

const Waits = ({ item, outcome }: { readonly item: Waiting; readonly outcome: ReturnType<typeof useActionData<typeof action>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { notice } = item
  return (
    <Section title={<LocalLink to={noticePage(notice.id)}>{both(notice.title)}</LocalLink>} aside={notice.number} isSheet id={item.id}>
      <FactsTable
        columns={2}
        rows={[
          { label: say('notice'), value: both(notice.kindName) },
          { label: say('ground'), value: noticeWord('ground', item.ground, lang) },
          { label: say('objector'), value: both(item.objector.name) },
          { label: say('filed'), value: formatInstant(item.filedAt, lang) },
        ]}
      />
      <h3>{say('grounds')}</h3>
      <p className={styles.quote}>{item.grounds}</p>
      <h3>{say('evidence')}</h3>
      <p className={styles.quote}>{item.evidence === '' ? say('none') : item.evidence}</p>
      {item.joined.map((other) => (
        <details key={other.personId}>
          <summary>{say('joined', { name: both(other.name) })}</summary>
          <p className={styles.quote}>{other.grounds}</p>
          {other.evidence === '' ? null : <p className={styles.quote}>{other.evidence}</p>}
        </details>
      ))}
      {isAllowed(item.acts, 'dismiss') ? (
        <Row>
          <ConfirmAct
            intent={`dismiss:${item.id}`}
            tone="quiet"
            outcome={outcome}
            label={say('dismiss')}
            about={say('dismissAbout', { left: daysText(notice.daysLeft, notice.unit, lang) })}
            consequences={[]}
            confirmLabel={say('dismissConfirm')}
          >
            <TextAreaField name="reason" label={say('reason')} isRequired maxLength={2000} />
            {isAllowed(item.acts, 'findFrivolous') ? <CheckField name="isFrivolous" label={say('frivolous')} help={say('frivolousAbout')} /> : null}
          </ConfirmAct>
          <ConfirmAct
            intent={`uphold:${item.id}`}
            tone="quiet"
            isFinal
            outcome={outcome}
            label={say('uphold')}
            about={say('upholdAbout')}
            consequences={[{ label: say('notice'), value: both(notice.title) }]}
            confirmLabel={say('upholdConfirm')}
          >
            <TextAreaField name="reason" label={say('reason')} isRequired maxLength={2000} />
          </ConfirmAct>
        </Row>
      ) : (
        <Banner tone="warning">{item.against}</Banner>
      )}
    </Section>
  )
}
