/** A lot that is offered to the next bidder: what is offered to whom at which price, its answer, and what came of it. A page of its own: there is no room in which anybody bids. */
import type { ReactNode } from 'react'
import { NEXT_ACTS, type NextAct } from '#modules/listing/core/words.ts'
import * as NEXT_WORDS from '#modules/listing/core/next-messages.ts'
import { data } from 'react-router'
import type { Route } from './+types/lot-next.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, orNotFound, runCommand, viewerOf } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { RuleLink, SealLink } from '../../ui/badges.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { noticePage } from '../notice/addresses.ts'
import { paymentsPage } from '../payment/addresses.ts'
import { lotBidsPage, lotPage, tradingPage, wonPage } from './addresses.ts'
import { text } from './lot-next.text.ts'
import { LotStateBadge } from './lot-state.tsx'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const lot = await orNotFound(api.listing.get({ id }))
  if (lot.offer === null) throw data(null, 404)
  const lang = langOfPath(new URL(request.url).pathname)
  const isBidder = viewerOf(context)?.mandates.some(({ role }) => role === 'enterprise') ?? false
  const [applications, next] = await Promise.all([
    isBidder ? ifAllowed(api.listing.applications.mine({ lotId: id, limit: 1 })) : null,
    // Who took it owes the deposit; then time goes on.
    nextActs(api, lot.state === 'offered' && lot.offer.isAccepted ? { kind: 'application', state: 'qualified' } : { kind: 'lot', state: lot.state }),
  ])
  return { lot: { ...lot, acts: wordedActs(lang, lot.acts) }, offer: lot.offer, application: applications?.items[0] ?? null, next }
}

export const handle = withMoments<typeof loader>(({ lot, offer }) => [
  { name: 'nextTask', at: lot.state === 'offered' ? (offer.isAccepted ? lot.depositDueAt : offer.answerBy) : null },
])

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) =>
    form.text('intent') === 'acceptNext' ? api.listing.acceptNext({ id, priceMinor: form.text('priceMinor') }, call) : api.listing.declineNext({ id }, call),
  )

type Props = Route.ComponentProps
type Data = Props['loaderData']
type Answer = Exclude<NextAct, 'offerNext'>

const Acts = ({ lot, offer, outcome }: Pick<Data, 'lot' | 'offer'> & { readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const price = { label: say('price'), value: <Price minor={offer.priceMinor} isExact withCapital size="s" /> }
  const deposit = { label: say('deposit'), value: <Price minor={lot.depositMinor} isExact size="s" /> }
  const controls: Readonly<Record<Answer, ReactNode>> = {
    acceptNext: (
      <ConfirmAct
        intent="acceptNext"
        tone="final"
        isFinal
        outcome={outcome}
        label={say('acceptNext')}
        confirmLabel={say('acceptConfirm')}
        about={say('acceptAbout')}
        consequences={[price, deposit]}
        hidden={{ priceMinor: offer.priceMinor }}
      />
    ),
    declineNext: (
      <ConfirmAct
        intent="declineNext"
        tone="quiet"
        isFinal
        outcome={outcome}
        label={say('declineNext')}
        confirmLabel={say('declineConfirm')}
        about={say('declineAbout')}
        consequences={[price]}
      />
    ),
  }
  const own = lot.acts.filter((verdict): verdict is WordedAct<Answer> => verdict.act !== 'offerNext' && NEXT_ACTS.some((act) => act === verdict.act))
  return own.length === 0 ? null : <ActPanel acts={actItems(own, { label: (act) => say(act), control: (act) => controls[act] })} />
}

const useStateWords = ({ lot, offer }: Pick<Data, 'lot' | 'offer'>): string => {
  const say = useSay(text)
  const word = useCodeText(NEXT_WORDS)
  if (lot.subject?.outcome === 'taken') return say('state.taken')
  if (lot.state === 'sold' || lot.state === 'subject' || lot.state === 'failed') return say(`state.${lot.state}`)
  if (lot.state === 'withdrawn') return say('state.ended', { reason: word(`enum.listing.offerEnd.${lot.stateReason ?? 'silent'}`) })
  return say(offer.isAccepted ? 'state.accepted' : 'state.offered')
}

/** What has to be done, and by when: while it is open. */
const useTodoRows = ({ lot, offer, application }: Data): readonly FactRow[] => {
  const say = useSay(text)
  if (lot.state !== 'offered') return []
  if (!offer.isAccepted) return [{ label: say('answerBy'), value: <Countdown until={offer.answerBy} over={say('over')} withMoment /> }]
  const due = { label: say('depositDue'), value: lot.depositDueAt === null ? null : <Countdown until={lot.depositDueAt} over={say('over')} withMoment /> }
  const reference = application?.state === 'qualified' ? application.depositReference : null
  if (reference === null) return [due]
  return [
    due,
    { label: say('reference'), value: <CopyText label={say('reference')}>{reference}</CopyText> },
    { label: say('pay'), value: <LocalLink to={paymentsPage()}>{say('payWhere')}</LocalLink> },
  ]
}

const useRows = (data: Data): readonly FactRow[] => {
  const { lot, offer } = data
  const say = useSay(text)
  const inLang = useInLang()
  const todo = useTodoRows(data)
  const rule = lot.rules.find(({ key }) => key === 'nextBidder.answer')
  const earlier = lot.predecessor
  return [
    { label: say('number'), value: say('numberOf', { number: offer.number }) },
    { label: say('price'), value: <Price minor={offer.priceMinor} isExact withCapital size="m" /> },
    { label: say('deposit'), value: <Price minor={lot.depositMinor} isExact size="s" /> },
    ...todo,
    { label: say('seller'), value: inLang(lot.sellerName) },
    { label: say('buyer'), value: lot.buyerName && inLang(lot.buyerName) },
    { label: say('predecessor'), value: earlier && <LocalLink to={lotPage(earlier.id)}>{earlier.number}</LocalLink> },
    { label: say('record'), value: earlier && <LocalLink to={lotBidsPage(earlier.id)}>{say('seeRecord')}</LocalLink> },
    { label: say('result'), value: lot.resultNoticeId && <LocalLink to={noticePage(lot.resultNoticeId)}>{say('seeResult')}</LocalLink> },
    { label: say('rule'), value: rule && <RuleLink rule={rule} /> },
  ]
}

const LotNextPage = ({ loaderData, actionData }: Props) => {
  const { lot, offer, application, next } = loaderData
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const state = useStateWords({ lot, offer })
  const rows = useRows(loaderData)
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={inLang(lot.title)}
        number={lot.number}
        state={<LotStateBadge state={lot.state} />}
        trail={[{ label: say('trading'), to: localPath(lang, tradingPage()) }]}
        actions={
          application?.isBuyer ? (
            <LinkButton to={wonPage(lot.id)} variant="default">
              {say('seeWon')}
            </LinkButton>
          ) : null
        }
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <NextActs outcome={actionData} acts={next} />
      <Columns
        main={
          <Stack gap={24}>
            <Section title={state} about={say('lead')} isSheet>
              <FactsTable rows={rows} />
              <div>
                <SealLink subject={lot.id} /> {lot.closedAt === null ? null : formatInstant(lot.closedAt, lang)}
              </div>
            </Section>
            <Section title={say('terms')} about={say('termsAbout')}>
              <p>{inLang(lot.terms)}</p>
            </Section>
          </Stack>
        }
        side={<Acts lot={lot} offer={offer} outcome={actionData} />}
      />
    </Page>
  )
}
export default LotNextPage
