/** Changing rules: propose, and decide on what a colleague proposed. */
import { useActionData } from 'react-router'
import type { Route } from './+types/rules-changes.ts'
import type { RuleView } from '#modules/rulebook/api.ts'
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { dateOf, parseInstant, toIso } from '#kernel/instant.ts'
import { asksForComment, earliestStart } from '#modules/rulebook/core/proposal.ts'
import { formatDate, formatEnd, formatInstant } from '../../i18n/dates.ts'
import { localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, requireRole, runCommand } from '../../shell/calls.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { DateField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Fold, Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { holidaysPage, rulePage, rulesPage } from './addresses.ts'
import { boundText, citedText, ruleStateWord, ruleWord, valueText } from './rules-words.ts'
import { words } from './words.text.ts'

const text = texts({
  zh: {
    title: '规则变更',
    lead: '变更规则须两人办理：一人提出，另一人审定。取值不得突破对当事人有约束力的法定界限，且只能自以后的日期起生效。',
    waiting: '待审定',
    none: '没有待审定的变更',
    noneHint: '提出的变更会出现在这里，由另一人审定。',
    proposed: '提出时间',
    closes: '公开征求意见至',
    notOpen: '法定取值的更正，不征求意见',
    comments: '收到的意见（{count}）',
    wait: '征求意见期满前不得采纳，可以不采纳。',
    publicHelp: '平台规则的变更先公示七日并征求意见，最早自所示日期起生效',
    unusual: '超出通行范围，请特别核对理由。',
    own: '这是您本人提出的变更，须由另一人审定。',
    adopt: '采纳',
    adoptConfirm: '确认采纳',
    reject: '不采纳',
    rejectConfirm: '确认不采纳',
    choose: '打开规则库选择',
    value: '新取值',
    valueHelp: '单位：{unit}',
    percentHelp: '百分比，例如 70',
    yuanHelp: '元，例如 4000',
    yes: '是',
    no: '否',
    listHelp: '用逗号分隔',
    dateHelp: '最早自明日起',
    submit: '提交变更建议',
    decided: '已审定的变更',
    state: '结果',
  },
  en: {
    title: 'Rule changes',
    lead: 'A change takes two people: one proposes, another adopts. No value crosses the bound of a law that binds the parties, and no change holds backwards.',
    waiting: 'Awaiting decision',
    none: 'No change awaits a decision',
    noneHint: 'Proposed changes appear here for a second person.',
    proposed: 'Proposed',
    closes: 'Open for comment until',
    notOpen: 'The law’s own value: not published for comment',
    comments: 'Comments ({count})',
    wait: 'It cannot be adopted before comments close; it can be rejected.',
    publicHelp: 'A change of the platform’s rules is published for comment for seven days; it can hold from the day shown at the earliest',
    unusual: 'Outside the usual range: look at the reason with care.',
    own: 'You proposed this; a second person must decide.',
    adopt: 'Adopt',
    adoptConfirm: 'Adopt the change',
    reject: 'Reject',
    rejectConfirm: 'Reject the change',
    choose: 'Choose from the rulebook',
    value: 'New value',
    valueHelp: 'Unit: {unit}',
    percentHelp: 'Percent, for example 70',
    yuanHelp: 'CNY, for example 4000',
    yes: 'Yes',
    no: 'No',
    listHelp: 'Separated by commas',
    dateHelp: 'Tomorrow at the earliest',
    submit: 'Send the proposal',
    decided: 'Decided changes',
    state: 'Result',
  },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk', 'admin'])
  const api = apiOf(context)
  const key = new URL(request.url).searchParams.get('key') ?? ''
  const { items } = await api.rulebook.proposals.list({})
  const chosen = /^[a-zA-Z0-9.]{3,80}$/.test(key) ? await api.rulebook.get({ key }).catch(() => null) : null
  const open = items.filter(({ state }) => state === 'proposed')
  const { items: comments } = await api.rulebook.waitingComments.list({})
  const tomorrow = addCalendarDays(dateOf(nowOf(context)), 1)
  const isPublished = chosen !== null && asksForComment(chosen.rule)
  const preview = isPublished ? await api.rulebook.deadlinePreview({ key: 'rule.comment', from: toIso(nowOf(context)) }) : null
  return {
    waiting: open,
    comments,
    decided: items.filter(({ state }) => state !== 'proposed'),
    rule: chosen?.rule ?? null,
    earliest: preview === null ? tomorrow : earliestStart(parseInstant(preview.closesAt)),
    isPublished,
  }
}

const valueFrom = (form: FormReader, unit: string): RuleView['value'] => {
  if (unit === 'flag') return form.text('value') === 'true'
  if (unit === 'text' || unit === 'date') return form.text('value')
  if (unit === 'list')
    return form
      .text('value')
      .split(/[,，、\s]+/)
      .filter(Boolean)
  if (unit === 'bp') return form.basisPoints('value')
  if (unit === 'fen') return Number(form.amount('value'))
  return form.int('value')
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const [verb, id = ''] = form.text('intent').split(':')
    if (verb === 'adopt') await api.rulebook.adoptRule({ id, reason: form.text('reason') }, call)
    else if (verb === 'reject') await api.rulebook.rejectRule({ id, reason: form.text('reason') }, call)
    else
      await api.rulebook.proposeRule(
        { key: form.text('key'), value: valueFrom(form, form.text('unit')), validFrom: form.text('validFrom'), reason: form.text('reason') },
        call,
      )
    return null
  })

type Data = Route.ComponentProps['loaderData']
type Outcome = ReturnType<typeof useActionData<typeof action>>

const RulesPage = ({ loaderData: { waiting, comments, decided, rule, earliest, isPublished } }: Route.ComponentProps) => {
  const say = useSay(text)
  const outcome = useActionData<typeof action>()
  const mayLayCalendar = holdsAny(useViewer(), ['admin'])
  return (
    <Page>
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        actions={
          mayLayCalendar ? (
            <LinkButton to={holidaysPage()} variant="default">
              {say('calendar')}
            </LinkButton>
          ) : null
        }
      />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <Stack gap={32}>
        <Section title={say('waiting')} id="waiting">
          {waiting.length === 0 ? <EmptyState title={say('none')}>{say('noneHint')}</EmptyState> : null}
          {waiting.map((proposal) => (
            <Waiting key={proposal.id} proposal={proposal} comments={comments.filter(({ proposalId }) => proposalId === proposal.id)} outcome={outcome} />
          ))}
        </Section>
        <Section title={say('propose')} isSheet id="propose">
          {rule ? <Propose rule={rule} earliest={earliest} isPublished={isPublished} outcome={outcome} /> : null}
          <LinkButton to={rulesPage()} variant="default">
            {say('choose')}
          </LinkButton>
        </Section>
        <Decided decided={decided} />
      </Stack>
    </Page>
  )
}
export default RulesPage

interface WaitingProps {
  readonly proposal: Data['waiting'][number]
  readonly comments: Data['comments']
  readonly outcome: Outcome
}

const Waiting = ({ proposal, comments, outcome }: WaitingProps) => {
  const say = useSay(text)
  const lang = useLang()
  const rows = [
    { label: say('now'), value: proposal.current === null ? null : valueText(proposal.current, proposal.unit, lang) },
    { label: say('to'), value: <strong>{valueText(proposal.value, proposal.unit, lang)}</strong> },
    { label: say('validFrom'), value: formatDate(proposal.validFrom, lang) },
    { label: say('reason'), value: proposal.reason },
    { label: say('proposed'), value: formatInstant(proposal.proposedAt, lang) },
    { label: say('closes'), value: proposal.commentsCloseAt === null ? say('notOpen') : formatEnd(proposal.commentsCloseAt, lang) },
  ]
  return (
    <Section title={<LocalLink to={rulePage(proposal.key)}>{proposal.title[lang]}</LocalLink>} isSheet>
      {proposal.isUnusual ? <Banner tone="warning">{say('unusual')}</Banner> : null}
      <FactsTable rows={rows} />
      {comments.length === 0 ? null : (
        <Fold title={say('comments', { count: proposal.comments })}>
          {comments.map(({ id, text: words, at }) => (
            <p key={id}>
              {formatInstant(at, lang)} · {words}
            </p>
          ))}
        </Fold>
      )}
      {proposal.isOpenForComment ? <Banner tone="info">{say('wait')}</Banner> : null}
      {proposal.isOwn ? (
        <Banner tone="info">{say('own')}</Banner>
      ) : (
        <Row>
          {proposal.isOpenForComment ? null : (
            <ConfirmAct
              intent={`adopt:${proposal.id}`}
              outcome={outcome}
              label={say('adopt')}
              consequences={rows.slice(0, 3)}
              confirmLabel={say('adoptConfirm')}
            />
          )}
          <ConfirmAct
            intent={`reject:${proposal.id}`}
            tone="quiet"
            outcome={outcome}
            label={say('reject')}
            consequences={[]}
            confirmLabel={say('rejectConfirm')}
          >
            <TextAreaField name="reason" label={say('reason')} isRequired maxLength={2000} />
          </ConfirmAct>
        </Row>
      )}
    </Section>
  )
}

const helpOf = (rule: RuleView) => (rule.unit === 'bp' ? 'percentHelp' : rule.unit === 'fen' ? 'yuanHelp' : rule.unit === 'list' ? 'listHelp' : 'valueHelp')

interface ProposeProps {
  readonly rule: RuleView
  /** First day on which the change can hold. */
  readonly earliest: string
  readonly isPublished: boolean
  readonly outcome: Outcome
}

const Propose = ({ rule, earliest, isPublished, outcome }: ProposeProps) => {
  const say = useSay(text)
  const lang = useLang()
  const unit = ruleWord('unit', rule.unit, lang)
  return (
    <ActionForm intent="propose" outcome={outcome} hidden={{ key: rule.key, unit: rule.unit, 'value.unit': 'yuan' }}>
      <Draft form={`rule:${rule.key}`} basis={rule.value}>
        <FactsTable
          rows={[
            { label: say('rule'), value: rule.title[lang], hint: rule.key },
            { label: say('now'), value: valueText(rule.value, rule.unit, lang) },
            { label: say('bound'), value: boundText(rule, lang) },
            { label: say('source'), value: rule.sources.map((source) => citedText(source, lang)).join(lang === 'zh' ? '；' : '; ') },
          ]}
        />
        {rule.unit === 'flag' ? (
          <SelectField
            name="value"
            label={say('value')}
            isRequired
            options={[
              { value: 'true', label: say('yes') },
              { value: 'false', label: say('no') },
            ]}
          />
        ) : (
          <TextField
            name="value"
            label={say('value')}
            help={unit === '' && helpOf(rule) === 'valueHelp' ? undefined : say(helpOf(rule), { unit })}
            isRequired
            maxLength={200}
          />
        )}
        <DateField
          name="validFrom"
          label={say('validFrom')}
          help={say(isPublished ? 'publicHelp' : 'dateHelp')}
          isRequired
          min={earliest}
          defaultValue={isPublished ? earliest : undefined}
        />
        <TextAreaField name="reason" label={say('reason')} isRequired maxLength={2000} />
        <FormActions>
          <Submit>{say('submit')}</Submit>
        </FormActions>
      </Draft>
    </ActionForm>
  )
}

const Decided = ({ decided }: { readonly decided: Data['decided'] }) => {
  const say = useSay(text)
  const lang = useLang()
  if (decided.length === 0) return null
  return (
    <Section title={say('decided')} id="decided">
      <DataTable
        caption={say('decided')}
        rows={decided}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, rulePage(row.key))}
        columns={[
          { key: 'rule', header: say('rule'), cell: (row) => row.title[lang] },
          { key: 'to', header: say('to'), cell: (row) => valueText(row.value, row.unit, lang) },
          { key: 'from', header: say('validFrom'), cell: (row) => formatDate(row.validFrom, lang) },
          {
            key: 'state',
            header: say('state'),
            cell: (row) => <StateBadge tone={row.state === 'adopted' ? 'done' : 'neutral'}>{ruleStateWord(row.state, lang)}</StateBadge>,
          },
        ]}
      />
    </Section>
  )
}
