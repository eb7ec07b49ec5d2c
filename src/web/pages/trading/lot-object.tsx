/** Left side of a lot page: what is sold, on which terms, how far the process is, how it can be checked. */
import { formatWan } from '#kernel/money.ts'
import { en, zh } from '#modules/auction/core/method-messages.ts'
import * as LISTING_WORDS from '#modules/listing/core/state-messages.ts'
import { formatDuration, formatEnd, toInstant } from '../../i18n/dates.ts'
import { useCodeText, useForeign, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import { SealLink, sourceIn } from '../../ui/badges.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Fold, Row, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'
import { achievementPage } from '../achievement/addresses.ts'
import { noticePage } from '../notice/addresses.ts'
import { rulePage } from '../rulebook/addresses.ts'
import { lotDatesPage, lotPage } from './addresses.ts'
import { text as agreedText } from './negotiated.text.ts'
import { useAgreedRows } from './lot-negotiated.tsx'
import type { Auction, Lot, NamedRule, SaidLot } from './lot-loaded.ts'
import { englishTermsOf, fallingTermsOf, scoredTermsOf, sealedHoursOf } from './method-terms.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'

const useRightRows = (lot: Lot): readonly FactRow[] => {
  const say = useSay(text)
  const inLang = useInLang()
  const { right } = lot
  if (right.kind === 'assignment')
    return [
      { label: say('right'), value: right.shareBasisPoints === null ? say('right.assignment') : say('right.share', { percent: right.shareBasisPoints / 100 }) },
    ]
  return [
    { label: say('right'), value: say(`right.${right.exclusivity}`) },
    { label: say('term'), value: say('months', { count: right.termMonths }) },
    { label: say('territory'), value: inLang(right.territory) },
    { label: say('field'), value: inLang(right.field) },
  ]
}

export const useTermRows = (lot: SaidLot): readonly FactRow[] => {
  const [agreed, bidding] = [useAgreedRows(lot), useBiddingRows(lot)]
  const seller = { label: useSay(text)('seller'), value: useInLang()(lot.sellerName) }
  return [...useRightRows(lot), seller, ...useChainRows(lot), ...(lot.agreement === null ? bidding : agreed)]
}

/** The lot that this one offers again, and the one that offers this again. */
const useChainRows = ({ predecessor, successor, hasDefaulted, offer }: Lot): readonly FactRow[] => {
  const say = useSay(text)
  const rows: FactRow[] = hasDefaulted ? [{ label: say('default'), value: say('defaulted') }] : []
  // What is offered to the next bidder says so on its own page.
  if (predecessor !== null && offer === null) {
    const { id, number, cutBasisPoints, byDecision } = predecessor
    const said = `${say('againFrom', { number, percent: cutBasisPoints / 100 })}${byDecision ? say('againByDecision') : ''}`
    rows.push({ label: say('again'), value: <LocalLink to={lotPage(id)}>{said}</LocalLink> })
  }
  if (successor !== null)
    rows.push({ label: say('again'), value: <LocalLink to={lotPage(successor.id)}>{say('offeredAgain', { number: successor.number })}</LocalLink> })
  return rows
}

/** What the terms of each way of sale say of the price and of the time. */
const useMethodRows = (lot: Lot): { readonly priceRows: readonly FactRow[]; readonly timeRows: readonly FactRow[] } => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const price = (minor: string) => <Price minor={minor} size="s" />
  const falling = fallingTermsOf(lot)
  if (falling !== null)
    return {
      priceRows: [
        { label: say('decrement'), value: price(falling.decrementMinor) },
        { label: say('floor'), value: price(falling.floorMinor) },
      ],
      timeRows: [{ label: say('tick'), value: formatDuration(falling.tickSeconds * 1_000, lang) }],
    }
  const scored = scoredTermsOf(lot)
  if (scored !== null)
    return {
      priceRows: [
        { label: say('markWeight'), value: `${scored.markWeightBasisPoints / 100} %` },
        {
          label: say('criteria'),
          value: scored.criteria.map(({ zh, en, weightBasisPoints }) => `${inLang({ zh, en })} ${weightBasisPoints / 100} %`).join(' · '),
        },
      ],
      timeRows: [
        { label: say('proposalsFor'), value: formatDuration(scored.proposalHours * 3_600_000, lang) },
        { label: say('markingFor'), value: formatDuration(scored.markingHours * 3_600_000, lang) },
        { label: say('roundFor'), value: formatDuration(scored.roundMinutes * 60_000, lang) },
      ],
    }
  const sealedHours = sealedHoursOf(lot)
  if (sealedHours !== null) return { priceRows: [], timeRows: [{ label: say('sealedFor'), value: formatDuration(sealedHours * 3_600_000, lang) }] }
  const { incrementMinor, bands = [], capMinor, maxExtensions, freeMinutes, timedSeconds } = englishTermsOf(lot)
  return {
    priceRows: [
      { label: say('increment'), value: price(incrementMinor) },
      ...bands.map((band) => ({
        label: `${say('increment')} · ${say('bandFrom', { price: formatWan(BigInt(band.fromMinor), lang) })}`,
        value: price(band.incrementMinor),
      })),
      ...(capMinor === undefined ? [] : [{ label: say('cap'), value: price(capMinor) }]),
    ],
    timeRows: [
      { label: say('freePhase'), value: formatDuration(freeMinutes * 60_000, lang) },
      { label: say('timedPhase'), value: formatDuration(timedSeconds * 1_000, lang) },
      ...(maxExtensions === undefined ? [] : [{ label: say('mostExtensions'), value: String(maxExtensions) }]),
    ],
  }
}

const useBiddingRows = (lot: SaidLot): readonly FactRow[] => {
  const say = useSay(text)
  const lang = useLang()
  const { priceRows, timeRows } = useMethodRows(lot)
  const word = useCodeText({ zh, en })
  const listingWord = useCodeText(LISTING_WORDS)
  const inLang = useInLang()
  if (lot.agreement !== null) return []
  const at = (iso: string | null) => (iso === null ? null : formatEnd(iso, lang))
  return [
    { label: say('regime'), value: <LocalLink to={lotDatesPage(lot.id)}>{say(`regime.${lot.regime}`)}</LocalLink> },
    ...(lot.method === 'english' ? [] : [{ label: say('method'), value: word(`enum.auction.method.${lot.method}`) }]),
    { label: say('start'), value: <Price minor={lot.startingPriceMinor} size="s" /> },
    ...priceRows,
    { label: say('deposit'), value: <Price minor={lot.depositMinor} size="s" /> },
    {
      label: say('depositForms'),
      value: ['cash', ...lot.depositAlternatives].map((kind) => listingWord(`enum.listing.depositKind.${kind}`)).join(say('listMark')),
    },
    ...(lot.waiverBasis === null ? [] : [{ label: say('waiverBasis'), value: inLang(lot.waiverBasis) }]),
    { label: say('reserve'), value: lot.said.reserve },
    { label: say('noticeCloses'), value: at(lot.noticeClosesAt) },
    ...lot.said.cases,
    { label: say('depositDue'), value: at(lot.depositDueAt) },
    { label: say('opensAt'), value: at(lot.opensAt) },
    ...timeRows,
  ]
}

interface LotObjectProps {
  readonly lot: SaidLot
  readonly auction: Auction | null
  readonly rules: readonly NamedRule[]
  /** End of the notice of the sale; null without one. */
  readonly resultClosesAt: string | null
}

const ORDER = ['notice', 'ready', 'bidding', 'result'] as const
const AT: Readonly<Partial<Record<Lot['state'], number>>> = { notice: 0, ready: 1, bidding: 2, suspended: 2, subject: 3, sold: 3 }

const useSteps = ({ lot, auction, resultClosesAt }: Omit<LotObjectProps, 'rules'>): readonly TimelineStep[] => {
  const say = useSay(text)
  const agreed = useSay(agreedText)
  const listingWord = useCodeText(LISTING_WORDS)
  const time = useMarketSecond()
  if (lot.state === 'failed') return [{ key: 'failed', label: say('step.failed'), state: 'failed', at: lot.closedAt }]
  const isNoticed = resultClosesAt !== null && time >= toInstant(resultClosesAt)
  const now = isNoticed ? ORDER.length : lot.state === 'suspended' && auction === null ? 0 : (AT[lot.state] ?? -1)
  const rule = lot.rules.find(({ key }) => key.startsWith('bidding.notice') || key === 'publicity.negotiatedPrice')
  const deadlines: Readonly<Record<string, { at: string | null; rule?: (typeof lot.rules)[number] | undefined }>> = {
    notice: { at: lot.noticeClosesAt, rule },
    ready: { at: lot.depositDueAt },
    bidding: { at: auction?.endsAt ?? null, rule: auction?.rules.find(({ key }) => key === 'time.extension') },
    result: { at: resultClosesAt },
  }
  const passed = lot.agreement === null ? ORDER : ORDER.filter((key) => key === 'notice' || key === 'result')
  const labelOf = (key: (typeof ORDER)[number]) =>
    lot.agreement !== null && key === 'notice' ? agreed('stepNotice') : say(key === 'bidding' && lot.regime === 'licensed' ? 'licensed' : `step.${key}`)
  return passed.map((key) => {
    const index = ORDER.indexOf(key)
    const { at, rule: by } = deadlines[key] ?? { at: null }
    return {
      key,
      label: key === 'result' && lot.state === 'subject' ? listingWord('state.listing.subject') : labelOf(key),
      state: index < now ? ('done' as const) : index === now ? ('now' as const) : ('next' as const),
      ...(at === null || index < now ? {} : { deadline: { at, ...(by === undefined ? {} : { rule: by }) } }),
    }
  })
}

const Prose = ({ children }: { readonly children: string }) => (
  <p className={styles.prose} lang={useForeign()(children)}>
    {children}
  </p>
)

export const LotObject = ({ lot, auction, rules, resultClosesAt }: LotObjectProps) => {
  const say = useSay(text)
  const agreed = useSay(agreedText)
  const inLang = useInLang()
  const rows = useTermRows(lot)
  const steps = useSteps({ lot, auction, resultClosesAt })
  const notice = lot.resultNoticeId ?? lot.noticeId
  return (
    <Stack gap={24}>
      <Section title={say('summary')} aside={<LocalLink to={achievementPage(lot.achievementId)}>{say('seeAchievement')}</LocalLink>}>
        <Prose>{inLang(lot.summary)}</Prose>
      </Section>
      <Section title={say('facts')} isSheet>
        <FactsTable rows={rows} columns={2} />
      </Section>
      <Section title={say('qualifications')}>
        <Prose>{inLang(lot.qualifications)}</Prose>
      </Section>
      <Section title={say('terms')}>
        <Prose>{inLang(lot.terms)}</Prose>
      </Section>
      <Section title={say('basis')}>
        <Prose>{inLang(lot.priceBasis.text)}</Prose>
      </Section>
      <Section
        title={say('process')}
        aside={
          notice === null ? null : (
            <LocalLink to={noticePage(notice)}>
              {lot.agreement !== null && lot.resultNoticeId === null ? agreed('seeNotice') : say(lot.resultNoticeId === null ? 'seeNotice' : 'seeResult')}
            </LocalLink>
          )
        }
      >
        <Timeline label={say('process')} steps={steps} />
      </Section>
      <Fold title={say('rules')}>
        <p className={styles.small}>{say('rulesAbout')}</p>
        <Rules rules={rules} />
      </Fold>
      <Fold title={say('evidence')}>
        <p className={styles.small}>{say('evidenceAbout')}</p>
        <Row>
          <span>
            {say('lotSeal')} <SealLink subject={lot.id} />
          </span>
          {auction === null ? null : (
            <span>
              {say('auctionSeal')} <SealLink subject={auction.id} />
            </span>
          )}
        </Row>
        {lot.reserveCommitment === null ? null : (
          <p className={styles.small}>
            {say('commitment')} <code className={styles.code}>{lot.reserveCommitment}</code>
            <br />
            {say('commitmentHint')}
          </p>
        )}
      </Fold>
    </Stack>
  )
}

const Rules = ({ rules }: { readonly rules: readonly NamedRule[] }) => {
  const lang = useLang()
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule.key}>
          <LocalLink to={rulePage(rule.key)}>{rule.name}</LocalLink>
          <span className={styles.small}>{sourceIn(rule.source, lang)}</span>
        </li>
      ))}
    </ul>
  )
}
