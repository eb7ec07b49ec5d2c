/** For the buyer after the hammer: what was won, for how much, what happens next and until when, and the one act that is open now. */
import { redirect } from 'react-router'
import { toIso } from '#kernel/instant.ts'
import type { Route } from './+types/won.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, langOfPath, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, nowOf, requireRole } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'
import { contractPage } from '../contract/addresses.ts'
import { paymentsPage } from '../payment/addresses.ts'
import { noticePage } from '../notice/addresses.ts'
import { lotPage, ownBidsPage, unitsPage } from './addresses.ts'
import { premiumPercent } from './premium-percent.ts'
import { text as tradingText } from './trading.text.ts'
import { wonLot, type Turn } from './won.server.ts'
import { text } from './won.text.ts'

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const viewer = requireRole(context, request, ['enterprise'])
  const lang = langOfPath(new URL(request.url).pathname)
  const won = await wonLot({ api: apiOf(context), lang }, id, { viewer, now: toIso(nowOf(context)) })
  // Of a lot that somebody else won, or nobody yet, everything there is to see stands in its room.
  if (won === null) throw redirect(localPath(lang, lotPage(id)))
  return won
}

export const handle = withMoments<typeof loader>(({ turn }) => [{ name: turn.of === 'notice' ? 'resultNoticeEnds' : 'nextTask', at: turn.until }])

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  const title = text[langOfParam(lang)].title
  return plainTitle(lang, loaderData ? `${title} · ${inLang(loaderData.lot.title, langOfParam(lang))}` : title)
}

type Data = Route.ComponentProps['loaderData']

const STEPS = ['notice', 'confirm', 'sign', 'pay', 'accept'] as const

const useSteps = ({ step, turn }: Data): readonly TimelineStep[] => {
  const say = useSay(text)
  return STEPS.map((key, index) => ({
    key,
    label: say(`step.${key}`),
    state: step === 'ended' || index < step ? 'done' : index === step ? 'now' : 'next',
    ...(index === step && turn.until !== null ? { deadline: { at: turn.until } } : {}),
  }))
}

const useTurnWords = (turn: Turn): string => {
  const say = useSay(text)
  switch (turn.of) {
    case 'notice':
      return say(({ runs: 'noticeRuns', paused: 'noticePaused', over: 'noticeOver' } as const)[turn.state])
    case 'mine':
      return say('mine', { act: turn.act })
    case 'theirs':
      return say('theirs', { who: turn.who })
    case 'nobody':
      return say('over', { state: turn.state })
  }
}

/** One act: the one that is open to the buyer; otherwise where the matter can be watched. */
const Act = ({ data: { lot, contract, turn } }: { readonly data: Data }) => {
  const say = useSay(text)
  if (turn.of === 'mine' && contract !== null)
    return (
      <Row>
        <LinkButton to={turn.isPayment ? paymentsPage() : contractPage(contract.id)}>{turn.act}</LinkButton>
        {turn.isPayment ? <LocalLink to={contractPage(contract.id)}>{say('contract')}</LocalLink> : null}
      </Row>
    )
  if (contract !== null)
    return (
      <LinkButton to={contractPage(contract.id)} variant="default">
        {say('contract')}
      </LinkButton>
    )
  return lot.resultNoticeId === null ? null : (
    <LinkButton to={noticePage(lot.resultNoticeId)} variant="default">
      {say('seeResult')}
    </LinkButton>
  )
}

const Next = ({ data }: { readonly data: Data }) => {
  const say = useSay(text)
  const lang = useLang()
  const { turn } = data
  return (
    <Section title={say('next')} isSheet id="next">
      <p>{useTurnWords(turn)}</p>
      {turn.until === null ? (
        turn.of === 'mine' ? (
          <p>{say('noEnd')}</p>
        ) : null
      ) : (
        <p>
          {say(turn.of === 'notice' ? 'until' : 'by')} <strong>{formatEnd(turn.until, lang)}</strong> <Countdown until={turn.until} />
        </p>
      )}
      <div>
        <Act data={data} />
      </div>
    </Section>
  )
}

const Money = ({ data: { auction, application, contract } }: { readonly data: Data }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const rows: readonly FactRow[] = [
    { label: say('hammer'), value: <Price minor={auction.topPriceMinor} size="l" isExact withCapital /> },
    { label: say('start'), value: <Price minor={auction.startingPriceMinor} size="s" isExact /> },
    { label: say('premiumRate'), value: say('percent', { percent: premiumPercent(auction.startingPriceMinor, auction.topPriceMinor ?? '0') }) },
    {
      label: say('deposit'),
      value: application === null ? null : <Price minor={application.depositMinor} size="s" isExact />,
      ...(application === null ? {} : { hint: word(`enum.listing.deposit.${application.depositState}`) }),
    },
    {
      label: say('balance'),
      value: contract === null ? null : contract.paidAt === null ? <Price minor={contract.balanceMinor} size="s" isExact /> : say('paid'),
    },
  ]
  return (
    <Section title={say('money')} about={say('depositAbout')} isSheet>
      <FactsTable rows={rows} />
      {contract === null || contract.paidAt === null ? <p>{say('keptAbout')}</p> : null}
    </Section>
  )
}

const WonPage = ({ loaderData }: Route.ComponentProps) => {
  const { lot, auction, contract, unit } = loaderData
  const say = useSay(text)
  const sayTrading = useSay(tradingText)
  const shown = useInLang()
  const lang = useLang()
  const steps = useSteps(loaderData)
  useLive(contract?.id ?? lot.id, { events: contract === null ? ['lot', 'state'] : ['contract'] })
  const facts: readonly FactRow[] = [
    { label: say('got'), value: sayTrading(`right.${auction.right}`) },
    { label: say('unit'), value: unit === null ? null : <LocalLink to={unitsPage(lot.roomId)}>{say('unitOf', unit)}</LocalLink> },
    { label: say('number'), value: auction.topNumber === null ? null : String(auction.topNumber) },
    { label: say('seller'), value: shown(lot.sellerName) },
    { label: say('endedAt'), value: auction.closedAt === null ? null : formatInstant(auction.closedAt, lang, true) },
    { label: say('contractNumber'), value: contract === null ? null : <LocalLink to={contractPage(contract.id)}>{contract.number}</LocalLink> },
  ]
  return (
    <Page width="wide">
      <PageHead
        title={shown(lot.title)}
        number={lot.number}
        state={<StateBadge tone="done">{say('title')}</StateBadge>}
        trail={[{ label: say('trail'), to: localPath(lang, ownBidsPage()) }]}
      />
      <Columns
        main={
          <Stack gap={24}>
            <Next data={loaderData} />
            <Money data={loaderData} />
          </Stack>
        }
        side={
          <Stack gap={24}>
            <Section title={say('steps')} isSheet>
              <Timeline label={say('steps')} steps={steps} />
            </Section>
            <Section title={say('sale')} isSheet>
              <FactsTable rows={facts} />
              <Row>
                <LocalLink to={lotPage(lot.roomId)}>{say('room')}</LocalLink>
                <SealLink subject={auction.id} />
              </Row>
            </Section>
          </Stack>
        }
      />
    </Page>
  )
}
export default WonPage
