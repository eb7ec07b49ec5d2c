/** A completer answers whether to take an achievement on equal terms. */
import { useActionData } from 'react-router'
import type { Route } from './+types/title-first-refusals.ts'
import { isAllowed } from '#kernel/acts.ts'
import { en, zh } from '#modules/title/messages.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireViewer, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { RuleLink, StateBadge } from '../../ui/badges.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { achievementPage } from '../achievement/addresses.ts'
import { text } from './title.text.ts'

const PAGE = 10
/** One form per question and answer, so that a refusal finds its own. */
const INTENT = /^(waive|exercise):(frf_[0-9a-z]+)$/

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).title.myFirstRefusals({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) }))
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const [, answer, id] = INTENT.exec(form.text('intent')) ?? []
    if (id === undefined) throw new Response(null, { status: 400 })
    const given = { id, note: form.text('note') }
    await (answer === 'waive' ? api.title.waive(given, call) : api.title.exercise(given, call))
    return null
  })

type Ask = Route.ComponentProps['loaderData']['items'][number]

const FirstRefusalsPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const outcome = useActionData<typeof action>()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <Stack gap={24}>
        {outcome?.ok ? (
          <Banner tone="success" isResult>
            {say('done')}
          </Banner>
        ) : null}
        {items.length === 0 ? <EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState> : null}
        {items.map((ask) => (
          <AskOf key={ask.id} ask={ask} outcome={outcome} />
        ))}
        <Pager nextCursor={nextCursor} />
      </Stack>
    </Page>
  )
}
export default FirstRefusalsPage

const AskOf = ({ ask, outcome }: { readonly ask: Ask; readonly outcome: ReturnType<typeof useActionData<typeof action>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const word = useCodeText({ zh, en })
  const consequences = [
    { label: say('terms'), value: ask.terms },
    { label: say('price'), value: ask.priceMinor === null ? say('notSet') : <Price minor={ask.priceMinor} isExact withCapital /> },
  ]
  const note = <TextAreaField name="note" label={say('note')} rows={2} maxLength={500} />
  return (
    <Section
      title={both(ask.title)}
      isSheet
      aside={<StateBadge tone={ask.state === 'open' ? 'active' : 'neutral'}>{word(`state.title.${ask.state}`)}</StateBadge>}
    >
      <Stack gap={16}>
        <FactsTable
          rows={[
            { label: say('askedBy'), value: both(ask.institutionName) },
            ...consequences,
            {
              label: say('closes'),
              value: (
                <Row gap={8}>
                  <span>{formatEnd(ask.closesAt, lang)}</span>
                  {ask.state === 'open' ? <Countdown until={ask.closesAt} /> : null}
                  <RuleLink rule={ask.rule} />
                </Row>
              ),
            },
            { label: say('silence'), value: ask.silenceBasis === '' ? say('silenceOpen') : say('silenceAgreed', { basis: ask.silenceBasis }) },
            { label: say('mine'), value: ask.myAnswer === null ? say('none') : word(`enum.title.answer.${ask.myAnswer}`) },
          ]}
        />
        {isAllowed(ask.acts, 'waive') ? (
          <>
            <ConfirmAct
              intent={`waive:${ask.id}`}
              tone="quiet"
              isFinal
              outcome={outcome}
              label={say('waive')}
              about={say('waiveAbout')}
              consequences={consequences}
              confirmLabel={say('waiveConfirm')}
            >
              {note}
            </ConfirmAct>
            <ConfirmAct
              intent={`exercise:${ask.id}`}
              isFinal
              outcome={outcome}
              label={say('exercise')}
              about={say('exerciseAbout')}
              consequences={consequences}
              confirmLabel={say('exerciseConfirm')}
            >
              {note}
            </ConfirmAct>
          </>
        ) : null}
        <LinkButton to={achievementPage(ask.achievementId)} variant="default">
          {say('record')}
        </LinkButton>
      </Stack>
    </Section>
  )
}
