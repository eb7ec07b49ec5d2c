/** Entering the arrangement of holidays and make-up days that the State Council published for a year. */
import { useActionData } from 'react-router'
import type { Route } from './+types/holidays.ts'
import { dateOf } from '#kernel/instant.ts'
import { localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, refusalOf, requireRole, runCommand } from '../../shell/calls.ts'
import { FieldProblem } from '../../shell/form-reader.ts'
import { pageTitle } from '../../shell/title.ts'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { CheckField, NumberField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { calendarPage, ruleChangesPage } from './addresses.ts'
import { ruleWord } from './rules-words.ts'
import { words } from './words.text.ts'

const text = texts({
  zh: {
    title: '录入节假日安排',
    lead: '国务院办公厅每年公布下一年度的放假和调休安排。公布之前，期限按周末和法定节假日暂定。录入后，新的期限按此计算；已经告知的异议期、优先受让答复期只会顺延，付款等应履行的期限不变。',
    changes: '规则变更',
    years: '各年依据',
    missing: '尚未录入，此年的期限无法推算',
    enter: '录入安排',
    off: '放假的周一至周五',
    offHelp: '每行一个日期，例如 2027-01-01；周末不必填写',
    works: '调休上班的周六、周日',
    worksHelp: '每行一个日期',
    whole: '以上是全年的完整安排',
    wholeHelp: '勾选后，该年其余周一至周五为工作日，其余周末为休息日。仅更正个别日期时不勾选。',
    source: '文件名称和文号',
    submit: '录入',
    done: '已录入。',
    view: '查看日历',
  },
  en: {
    title: 'Enter holidays',
    lead: "Each year the State Council publishes the next year's holidays and make-up days. Until then periods are provisional, counted by weekends and statutory holidays. New periods follow what is entered; periods of objection and of first refusal already told only get longer, and what is owed stays due when it was told to be due.",
    changes: 'Rule changes',
    years: 'Basis of each year',
    missing: 'not entered; no period of that year can be computed',
    enter: 'Enter an arrangement',
    off: 'Weekdays off',
    offHelp: 'One date a line, for example 2027-01-01; weekends need not be entered',
    works: 'Weekends worked',
    worksHelp: 'One date a line',
    whole: 'This is the whole arrangement of the year',
    wholeHelp: 'All other weekdays of the year are working days, all other weekends are off. Leave open to correct single days.',
    source: 'Name and number of the document',
    submit: 'Enter',
    done: 'Entered.',
    view: 'See the calendar',
  },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

const YEARS_AHEAD = [0, 1, 2, 3]

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const api = apiOf(context)
  const now = Number(dateOf(nowOf(context)).slice(0, 4))
  const years = await Promise.all(
    YEARS_AHEAD.map(async (ahead) => {
      const year = now + ahead
      const found = await api.rulebook.calendar.get({ year }).catch((error: unknown) => {
        if (refusalOf(error)) return null
        throw error
      })
      return { year, basis: found?.basis ?? null, source: found?.source ?? '' }
    }),
  )
  return { years, next: now + 1 }
}

const DATE_LINES = { zh: '请每行填写一个日期，格式为 2027-01-01。', en: 'One date a line, as 2027-01-01.' }

const datesFrom = (field: string, typed: string, isWorking: boolean) =>
  typed
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((date) => {
      if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new FieldProblem(field, DATE_LINES)
      return { date, isWorking }
    })

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) =>
    api.rulebook.layCalendar(
      {
        year: form.int('year'),
        isComplete: form.flag('isComplete'),
        days: [...datesFrom('off', form.text('off'), false), ...datesFrom('works', form.text('works'), true)],
        source: form.text('source'),
      },
      call,
    ),
  )

const CalendarPage = ({ loaderData: { years, next } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const outcome = useActionData<typeof action>()
  return (
    <Page width="narrow">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        trail={[{ label: say('changes'), to: localPath(lang, ruleChangesPage()) }]}
        actions={
          <LinkButton to={calendarPage()} variant="default">
            {say('view')}
          </LinkButton>
        }
      />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <Stack gap={32}>
        <Section title={say('years')} isSheet>
          <FactsTable
            rows={years.map(({ year, basis, source }) => ({
              label: String(year),
              value: basis === null ? null : ruleWord('basis', basis, lang),
              absent: say('missing'),
              ...(source === '' ? {} : { hint: source }),
            }))}
          />
        </Section>
        <Section title={say('enter')} isSheet>
          <ActionForm intent="lay" outcome={outcome}>
            <Draft form="calendar" basis={years}>
              <NumberField name="year" label={say('year')} isRequired defaultValue={next} />
              <TextAreaField name="off" label={say('off')} help={say('offHelp')} rows={8} />
              <TextAreaField name="works" label={say('works')} help={say('worksHelp')} rows={5} />
              <CheckField name="isComplete" label={say('whole')} help={say('wholeHelp')} />
              <TextField name="source" label={say('source')} isRequired maxLength={300} />
              <FormActions>
                <Submit>{say('submit')}</Submit>
              </FormActions>
            </Draft>
          </ActionForm>
        </Section>
      </Stack>
    </Page>
  )
}
export default CalendarPage
