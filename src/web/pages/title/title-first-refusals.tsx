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
import { achievementFiling, achievementPage } from '../achievement/addresses.ts'
import { lotPage } from '../trading/addresses.ts'
import { text } from './title.text.ts'
import styles from './title.module.css'

const PAGE = 10
/** One form per question and answer, so that a refusal finds its own. */
const INTENT = /^(waive|exercise):(frf_[0-9a-z]+)$/

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).title.firstRefusals.mine({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) }))
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const [, answer, id] = INTENT.exec(form.text('intent')) ?? []
    if (id === undefined) throw new Response(null, { status: 400 })
    const given = { id, note: form.text('note'), organisationId: form.optional('organisationId') ?? null }
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

/** Who waits for what once it was exercised; of several, the round names one. */
const nextOf = (ask: Ask) => {
  if (ask.takerOrganisationId === null) return 'nextOther'
  if (ask.lotId !== null) return 'nextLot'
  return ask.myOrganisationId === null ? 'next' : 'nextHouse'
}

/** What exercising leads to: of a lot that was sold, at once to its result; otherwise to a sale at the negotiated price. */
const exerciseAboutOf = ({ lotId, myOrganisationId }: Ask) => {
  if (lotId !== null) return 'exerciseLot'
  return myOrganisationId === null ? 'exerciseAbout' : 'exerciseHouse'
}

const WhatNext = ({ ask }: { readonly ask: Ask }) => {
  const say = useSay(text)
  if (ask.myAnswer !== 'exercised') return null
  if (ask.state === 'unanswered') return <Banner tone="info">{say('askedAgain')}</Banner>
  return ask.state === 'exercised' ? <Banner tone="info">{say(nextOf(ask))}</Banner> : null
}

const OtherPages = ({ ask: { lotId, myBasis, achievementId } }: { readonly ask: Ask }) => {
  const say = useSay(text)
  return (
    <>
      {lotId === null ? null : (
        <LinkButton to={lotPage(lotId)} variant="default">
          {say('lot')}
        </LinkButton>
      )}
      {myBasis === 'co_developer' ? (
        <LinkButton to={achievementFiling(achievementId)} variant="default">
          {say('filing')}
        </LinkButton>
      ) : null}
    </>
  )
}

const AskOf = ({ ask, outcome }: { readonly ask: Ask; readonly outcome: ReturnType<typeof useActionData<typeof action>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const word = useCodeText({ zh, en })
  const consequences = [
    { label: say('terms'), value: ask.terms },
    ...(ask.shareBasisPoints === null ? [] : [{ label: say('share'), value: say('shareOf', { percent: ask.shareBasisPoints / 100 }) }]),
    {
      label: say(ask.lotId === null ? 'price' : 'priceReached'),
      value: ask.priceMinor === null ? say('notSet') : <Price minor={ask.priceMinor} isExact withCapital />,
    },
  ]
  const house = ask.myOrganisationId === null ? {} : { organisationId: ask.myOrganisationId }
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
            {
              label: say('silence'),
              value: word(`enum.title.silence.${ask.silence}`),
              ...(ask.silenceBasis === '' ? {} : { hint: say('silenceBasis', { basis: ask.silenceBasis }) }),
            },
            { label: say('as'), value: ask.myBasis === null ? null : word(`enum.title.basis.${ask.myBasis}`) },
            ...(ask.precedence === 'share' ? [{ label: say('precedence'), value: word('enum.title.precedence.share') }] : []),
            { label: say('digest'), value: ask.termsDigest === null ? null : <code className={styles.digest}>{ask.termsDigest}</code> },
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
              hidden={house}
            >
              {note}
            </ConfirmAct>
            <ConfirmAct
              intent={`exercise:${ask.id}`}
              isFinal
              outcome={outcome}
              label={say('exercise')}
              about={say(exerciseAboutOf(ask))}
              consequences={consequences}
              confirmLabel={say('exerciseConfirm')}
              hidden={house}
            >
              {note}
            </ConfirmAct>
          </>
        ) : null}
        <WhatNext ask={ask} />
        <Row gap={8}>
          <LinkButton to={achievementPage(ask.achievementId)} variant="default">
            {say('record')}
          </LinkButton>
          <OtherPages ask={ask} />
        </Row>
      </Stack>
    </Section>
  )
}
