/** Left side of a lot page: what is sold, on which terms, how far the process is, how it can be checked. */
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
import { text as agreedText } from './negotiated.text.ts'
import { useAgreedRows } from './lot-negotiated.tsx'
import type { Auction, Lot } from './lot-loaded.ts'
import { englishTermsOf } from './english-terms.ts'
import styles from './lot.module.css'
import { ruleNames, text } from './lot.text.ts'

const useRightRows = (lot: Lot): readonly FactRow[] => {
  const say = useSay(text)
  const inLang = useInLang()
  const { right } = lot
  if (right.kind === 'assignment') return [{ label: say('right'), value: say('right.assignment') }]
  return [
    { label: say('right'), value: say(`right.${right.exclusivity}`) },
    { label: say('term'), value: say('months', { count: right.termMonths }) },
    { label: say('territory'), value: inLang(right.territory) },
    { label: say('field'), value: inLang(right.field) },
  ]
}

export const useTermRows = (lot: Lot): readonly FactRow[] => {
  const [agreed, bidding] = [useAgreedRows(lot), useBiddingRows(lot)]
  const seller = { label: useSay(text)('seller'), value: useInLang()(lot.sellerName) }
  return [...useRightRows(lot), seller, ...(lot.agreement === null ? bidding : agreed)]
}

const useBiddingRows = (lot: Lot): readonly FactRow[] => {
  const say = useSay(text)
  const lang = useLang()
  if (lot.agreement !== null) return []
  const { incrementMinor, freeMinutes, timedSeconds } = englishTermsOf(lot)
  const at = (iso: string | null) => (iso === null ? null : formatEnd(iso, lang))
  return [
    { label: say('start'), value: <Price minor={lot.startingPriceMinor} size="s" /> },
    { label: say('increment'), value: <Price minor={incrementMinor} size="s" /> },
    { label: say('deposit'), value: <Price minor={lot.depositMinor} size="s" /> },
    { label: say('reserve'), value: lot.hasReserve ? say('hasReserve') : say('noReserve') },
    { label: say('noticeCloses'), value: at(lot.noticeClosesAt) },
    { label: say('depositDue'), value: at(lot.depositDueAt) },
    { label: say('opensAt'), value: at(lot.opensAt) },
    { label: say('freePhase'), value: formatDuration(freeMinutes * 60_000, lang) },
    { label: say('timedPhase'), value: formatDuration(timedSeconds * 1_000, lang) },
  ]
}

interface LotObjectProps {
  readonly lot: Lot
  readonly auction: Auction | null
  /** End of the notice of the sale; null without one. */
  readonly resultClosesAt: string | null
}

const ORDER = ['notice', 'ready', 'bidding', 'result'] as const
const AT: Readonly<Partial<Record<Lot['state'], number>>> = { notice: 0, ready: 1, bidding: 2, suspended: 2, sold: 3 }

const useSteps = ({ lot, auction, resultClosesAt }: LotObjectProps): readonly TimelineStep[] => {
  const say = useSay(text)
  const agreed = useSay(agreedText)
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
  return passed.map((key) => {
    const index = ORDER.indexOf(key)
    const { at, rule: by } = deadlines[key] ?? { at: null }
    return {
      key,
      label: lot.agreement !== null && key === 'notice' ? agreed('stepNotice') : say(`step.${key}`),
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

export const LotObject = ({ lot, auction, resultClosesAt }: LotObjectProps) => {
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
        <Rules rules={[...(auction?.rules ?? []), ...lot.rules]} />
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

type Rule = Lot['rules'][number]

const Rules = ({ rules }: { readonly rules: readonly Rule[] }) => {
  const name = useCodeText(ruleNames)
  const lang = useLang()
  const once = rules.filter((rule, index) => rules.findIndex(({ key }) => key === rule.key) === index)
  return (
    <ul className={styles.rules}>
      {once.map((rule) => (
        <li key={rule.key}>
          <LocalLink to={rulePage(rule.key)}>{name(rule.key)}</LocalLink>
          <span className={styles.small}>{sourceIn(rule.source, lang)}</span>
        </li>
      ))}
    </ul>
  )
}
