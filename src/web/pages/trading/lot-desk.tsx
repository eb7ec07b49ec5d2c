/** A lot on the transfer office's desk: where it stands, the checks, the secret reserve, what can be done. */
import type { ReactNode } from 'react'
import { redirect } from 'react-router'
import type { Route } from './+types/lot-desk.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, nowOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { keepFile } from '../../shell/keep-file.ts'
import { Columns, Fold, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { achievementOrigin } from '../achievement/addresses.ts'
import { editLotPage, lotPage, lotReservePage, nextOfferPage, ownLotsPage } from './addresses.ts'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { evidencePage } from '../evidence/addresses.ts'
import { lotSaid } from './lot-said.server.ts'
import { useTermRows } from './lot-object.tsx'
import { LotStateBadge } from './lot-state.tsx'
import { UnitsSold } from './lot-units-table.tsx'
import { LotChecks } from './lot-checks.tsx'
import styles from './lot-form.module.css'
import { text } from './lot-desk.text.ts'
import { lotMoments } from './lot-moments.ts'
import { LotDates, LotRegime } from './lot-dates-parts.tsx'
import { datesOfLot } from './lot-dates.server.ts'
import { text as datesText } from './lot-dates.text.ts'
import { pausedNotice, resultNoticeEnd } from './lot-notice.server.ts'
import { NoticePaused } from './lot-paused.tsx'

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver'])
  const api = apiOf(context)
  const lang = langOfPath(new URL(request.url).pathname)
  const [got, reserve] = await Promise.all([orNotFound(api.listing.get({ id })), ifAllowed(api.listing.reserve.get({ id }))])
  const lot = { ...got, said: lotSaid(got, { lang, now: nowOf(context) }), acts: wordedActs(lang, got.acts) }
  const [dates, resultNoticeClosesAt, paused, next] = await Promise.all([
    datesOfLot(api, lot),
    resultNoticeEnd(api, lot),
    pausedNotice(api, id, lang),
    nextActs(api, { kind: 'lot', state: lot.state }),
  ])
  return { lot, reserve, dates, resultNoticeClosesAt, paused, next }
}

export const handle = withMoments<typeof loader>(({ lot, resultNoticeClosesAt, paused }) => [
  ...(paused === null ? lotMoments(lot) : []),
  { name: 'resultNoticeEnds', at: resultNoticeClosesAt },
])

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle((params as { readonly lang?: string }).lang, loaderData?.lot.number ?? '')

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    switch (form.text('intent')) {
      case 'submit':
        return api.listing.submit({ id }, call)
      case 'confirmPrice':
        return api.listing.confirmPrice({ id, priceMinor: form.text('priceMinor') }, call)
      case 'reoffer': {
        const decisionDocumentId = await keepFile(api, { form, name: 'decision', kind: 'proof' })
        const { lotId } = await api.listing.reoffer({ id, startingPriceMinor: form.amount('startingPriceMinor'), decisionDocumentId }, call)
        throw redirect(localPath(langOfPath(new URL(request.url).pathname), editLotPage(lotId)))
      }
      case 'offerNext': {
        const { lotId } = await api.listing.offerNext({ id, priceMinor: form.text('priceMinor') }, call)
        throw redirect(localPath(langOfPath(new URL(request.url).pathname), nextOfferPage(lotId)))
      }
      case 'withdraw':
        return api.listing.withdrawLot({ id, reason: form.text('reason') }, call)
      default:
        return null
    }
  })

type Data = Route.ComponentProps['loaderData']

const PUBLIC: readonly string[] = ['notice', 'ready', 'bidding', 'subject', 'sold', 'failed', 'suspended']

const SELLER_ACTS = ['revise', 'submit', 'confirmPrice', 'withdraw', 'offerNext', 'reoffer'] as const
type SellerAct = (typeof SELLER_ACTS)[number]

const Acts = ({ lot, outcome }: { readonly lot: Data['lot']; readonly outcome: Route.ComponentProps['actionData'] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const name = { label: say('lot'), value: inLang(lot.title) }
  const start = { label: say('start'), value: <Price minor={lot.startingPriceMinor} isExact withCapital size="s" /> }
  const controls: Readonly<Record<SellerAct, ReactNode>> = {
    revise: (
      <LinkButton to={editLotPage(lot.id)} variant="default">
        {say('edit')}
      </LinkButton>
    ),
    submit: (
      <ConfirmAct
        intent="submit"
        outcome={outcome}
        label={say('submit')}
        confirmLabel={say('submitConfirm')}
        about={say('submitAbout')}
        consequences={[name, start]}
      />
    ),
    confirmPrice: (
      <ConfirmAct
        intent="confirmPrice"
        outcome={outcome}
        label={say('confirmPrice')}
        confirmLabel={say('confirmPriceDo')}
        about={say('confirmPriceAbout')}
        consequences={[name, start]}
        hidden={{ priceMinor: lot.startingPriceMinor }}
      />
    ),
    offerNext: (
      <ConfirmAct
        intent="offerNext"
        isFinal
        outcome={outcome}
        label={say('offerNext')}
        confirmLabel={say('offerNextConfirm')}
        about={say('offerNextAbout')}
        consequences={[
          name,
          { label: say('nextNumber'), value: lot.next === null ? null : String(lot.next.number) },
          { label: say('nextPrice'), value: lot.next === null ? null : <Price minor={lot.next.priceMinor} isExact withCapital size="s" /> },
          { label: say('nextUntil'), value: lot.next === null ? null : <Countdown until={lot.next.until} over={say('nextOver')} withMoment /> },
        ]}
        hidden={{ priceMinor: lot.next?.priceMinor ?? '' }}
      />
    ),
    reoffer: (
      <ConfirmAct
        intent="reoffer"
        outcome={outcome}
        label={say('reoffer')}
        confirmLabel={say('reofferConfirm')}
        about={say('reofferAbout')}
        consequences={[
          name,
          start,
          { label: say('reofferUntil'), value: lot.reofferUntil === null ? null : <Countdown until={lot.reofferUntil} over={say('reofferOver')} withMoment /> },
        ]}
        isMultipart
      >
        {/* Not kept: one price, and a file. */}
        <MoneyField name="startingPriceMinor" label={say('reofferPrice')} defaultMinor={lot.startingPriceMinor} isRequired />
        <FileField name="decision" label={say('reofferDecision')} help={say('reofferDecisionHelp')} accept=".pdf,.png,.jpg,.jpeg,.docx" />
      </ConfirmAct>
    ),
    withdraw: (
      <ConfirmAct
        intent="withdraw"
        tone="quiet"
        isFinal
        outcome={outcome}
        label={say('withdraw')}
        confirmLabel={say('withdrawConfirm')}
        about={say('withdrawAbout')}
        consequences={[name]}
      >
        <TextAreaField name="reason" label={say('reason')} isRequired rows={2} maxLength={500} />
      </ConfirmAct>
    ),
  }
  const mine = lot.acts.filter((verdict): verdict is WordedAct<SellerAct> => SELLER_ACTS.some((act) => act === verdict.act))
  const isUndeclared = mine.some(({ act, refusal }) => act === 'submit' && refusal?.code === 'title.origin.undeclared')
  return (
    <>
      <ActPanel acts={actItems(mine, { label: (act) => say(act === 'revise' ? 'edit' : act), control: (act) => controls[act] })} />
      {isUndeclared ? <LinkButton to={achievementOrigin(lot.achievementId)}>{say('declareOrigin')}</LinkButton> : null}
    </>
  )
}

const Banners = ({ lot }: { readonly lot: Data['lot'] }) => {
  const say = useSay(text)
  return (
    <>
      {lot.state === 'returned' ? <Banner tone="warning">{say('returned', { reason: lot.stateReason ?? '' })}</Banner> : null}
      {lot.said.subject === null ? null : <Banner tone="info">{lot.said.subject.words}</Banner>}
      {lot.offer === null ? null : (
        <Banner tone="info">
          {say('offered')} <LocalLink to={nextOfferPage(lot.id)}>{say('seeOffer')}</LocalLink>
        </Banner>
      )}
    </>
  )
}

const LotDeskPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { lot, reserve } = loaderData
  const say = useSay(text)
  const why = useSay(datesText)
  const inLang = useInLang()
  const lang = useLang()
  const word = useCodeText({ zh, en })
  const rows = useTermRows(lot)
  const isPublic = PUBLIC.includes(lot.state)
  return (
    <Page width="wide">
      <PageHead
        outcome={actionData}
        title={inLang(lot.title)}
        number={lot.unitNo === null ? lot.number : `${lot.number}${say('unitNo', { no: lot.unitNo })}`}
        state={<LotStateBadge state={lot.state} isAgreed={lot.agreement !== null} />}
        trail={[{ label: say('myLots'), to: localPath(lang, ownLotsPage()) }]}
        actions={
          isPublic ? (
            <LinkButton to={lotPage(lot.id)} variant="default">
              {say('openPublic')}
            </LinkButton>
          ) : null
        }
      />
      <NextActs outcome={actionData} acts={loaderData.next} />
      <NoticePaused paused={loaderData.paused} />
      <Banners lot={lot} />
      <Columns
        main={
          <Stack gap={24}>
            <Section title={say('checks')}>
              <LotChecks checks={lot.checks} />
            </Section>
            <Section title={say('lot')} isSheet>
              <FactsTable
                columns={2}
                rows={[
                  ...rows,
                  { label: say('basis'), value: word(`enum.listing.priceBasis.${lot.priceBasis.kind}`) },
                  { label: say('valuation'), value: lot.priceBasis.valuationMinor === null ? null : <Price minor={lot.priceBasis.valuationMinor} size="s" /> },
                  { label: say('changed'), value: formatInstant(lot.changedAt, lang) },
                ]}
              />
            </Section>
            {lot.unitsSold.length === 0 ? null : <UnitsSold lot={lot} toDesk />}
            {lot.agreement === null ? <LotRegime lot={lot} /> : null}
            <Fold title={why('title')}>
              <LotDates {...loaderData.dates} />
            </Fold>
            <p>
              <LocalLink to={evidencePage(lot.id)}>{say('timeline')}</LocalLink> {isPublic ? <SealLink subject={lot.id} /> : null}
            </p>
          </Stack>
        }
        side={
          <Stack gap={16}>
            <Acts lot={lot} outcome={actionData} />
            {lot.reserveLater === null ? null : <OpenReserve lot={lot} />}
            {reserve === null || lot.agreement !== null || (lot.reserveLater !== null && !lot.hasReserve) ? null : <ReserveCard reserve={reserve} />}
          </Stack>
        }
      />
    </Page>
  )
}
export default LotDeskPage

const OpenReserve = ({ lot }: { readonly lot: Data['lot'] }) => {
  const say = useSay(text)
  return (
    <Section title={say('reserveOpen')} isSheet>
      <p>{lot.said.reserve}</p>
      <LinkButton to={lotReservePage(lot.id)} variant="default">
        {say('toReserve')}
      </LinkButton>
    </Section>
  )
}

const ReserveCard = ({ reserve }: { readonly reserve: NonNullable<Data['reserve']> }) => {
  const say = useSay(text)
  return (
    <Section title={say('reserveCard')} isSheet>
      {reserve.reserveMinor === null ? (
        <p>{say('noReserve')}</p>
      ) : (
        <FactsTable
          rows={[
            { label: say('price'), value: <Price minor={reserve.reserveMinor} isExact withCapital size="m" /> },
            { label: say('commitment'), value: <code className={styles.code}>{reserve.commitment}</code> },
            { label: say('salt'), value: <code className={styles.code}>{reserve.salt}</code> },
          ]}
        />
      )}
    </Section>
  )
}
