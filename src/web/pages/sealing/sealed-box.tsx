/** One box for everybody: its policy, who opens it, what was put in, and the opening with every check that a reader can repeat. */
import type { Route } from './+types/sealed-box.ts'
import { readPolicy } from '#modules/sealing/core/policy.ts'
import type { EnvelopeView } from '#modules/sealing/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { DataTable, Lines } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Fold, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { ceremonyPage, sealedPage } from './addresses.ts'
import { RepeatOpening } from './repeat-opening.tsx'
import styles from './sealed.module.css'
import { BenchTable } from './sealed-tables.tsx'
import { text } from './sealed.text.ts'
import { boxStateWord, boxTones, faultWord, purposeWord } from './sealing-words.ts'

export const loader = async ({ context, params }: Route.LoaderArgs) => ({ box: await orNotFound(apiOf(context).sealing.get({ id: params.id })) })
export const meta: Route.MetaFunction = ({ loaderData, params }) => plainTitle(params.lang, loaderData?.box.number ?? '')

type Box = Route.ComponentProps['loaderData']['box']

const SealedBox = ({ loaderData: { box } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Page>
      <PageHead
        title={inLang(box.title)}
        number={box.number}
        state={<StateBadge tone={boxTones[box.state]}>{boxStateWord(box.state, lang)}</StateBadge>}
        deadline={box.state === 'open' ? { label: say('closesAt'), at: box.closesAt } : null}
        trail={[{ label: say('title'), to: localPath(lang, sealedPage()) }]}
        actions={
          <>
            <SealLink subject={box.id} />
            {box.acts.length === 0 ? null : <LinkButton to={ceremonyPage(box.id)}>{say('officerPage')}</LinkButton>}
          </>
        }
      />
      <Stack gap={24}>
        <Facts box={box} />
        <PolicySection box={box} />
        {box.seats.length === 0 ? null : (
          <Section title={say('bench')}>
            <BenchTable seats={box.seats} />
          </Section>
        )}
        <Section title={say('envelopes')}>{box.envelopes === null ? <p>{say('sealedCount')}</p> : <Envelopes envelopes={box.envelopes} />}</Section>
        {box.state === 'opened' && box.envelopes !== null && box.envelopes.length > 0 ? <RepeatOpening boxId={box.id} /> : null}
      </Stack>
    </Page>
  )
}
export default SealedBox

const Facts = ({ box }: { readonly box: Box }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Section title={say('facts')} isSheet>
      <FactsTable
        columns={2}
        rows={[
          { label: say('owner'), value: inLang(box.owner.name) },
          { label: say('purpose'), value: purposeWord(box.purpose, lang) },
          { label: say('opensAt'), value: formatInstant(box.opensAt, lang) },
          { label: say('closesAt'), value: formatInstant(box.closesAt, lang) },
          { label: say('corrections'), value: say('correctionsValue', { count: box.corrections }) },
          { label: say('openBy'), value: box.openBy && formatInstant(box.openBy, lang) },
          { label: say('openedAt'), value: box.state === 'opened' && box.endedAt !== null ? formatInstant(box.endedAt, lang) : null },
          { label: say('endReason'), value: box.endReason },
        ]}
      />
    </Section>
  )
}

const PolicySection = ({ box: { policy, policyDigest, id } }: { readonly box: Box }) => {
  const say = useSay(text)
  const read = policy === null ? null : readPolicy(policy)
  if (policy === null || read === null)
    return (
      <Section title={say('policy')}>
        <Banner tone="info">{say('noPolicy')}</Banner>
      </Section>
    )
  const { threshold, officers, step, steps } = read
  return (
    <Section title={say('policy')} about={say('policyAbout')} isSheet>
      <Stack gap={16}>
        <FactsTable
          rows={[
            { label: say('threshold'), value: say('thresholdValue', { threshold, officers: officers.length }) },
            { label: say('length'), value: say('lengthValue', { step, steps }) },
            { label: say('policyDigest'), value: <code className={styles.digest}>{policyDigest}</code> },
          ]}
        />
        <Fold title={say('policyText')}>
          <pre className={styles.text}>
            <code>{policy}</code>
          </pre>
        </Fold>
        <Fold title={say('seal')}>
          <p>{say('sealAbout')}</p>
          <pre className={styles.text}>
            <code>{`zhepai seal policy.json offer.json --bidder org_… --out ${id}.txt`}</code>
          </pre>
        </Fold>
      </Stack>
    </Section>
  )
}

const Envelopes = ({ envelopes }: { readonly envelopes: readonly EnvelopeView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const contentOf = ({ payload, fault, officers }: EnvelopeView): string =>
    payload ?? (fault === null ? say('stillSealed') : faultWord(fault, { officers: officers.join(' ') }, lang))
  const bidderOf = ({ bidder }: EnvelopeView): string => (bidder === null ? '' : bidder.name === null ? bidder.key : inLang(bidder.name))
  return (
    <DataTable
      caption={say('envelopes')}
      rows={envelopes}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'digest',
          header: say('digest'),
          cell: ({ digest, id }) => (
            <Lines>
              <code className={styles.digest}>{digest}</code>
              <SealLink subject={id} />
            </Lines>
          ),
          isLong: true,
        },
        { key: 'receivedAt', header: say('receivedAt'), cell: ({ receivedAt }) => <time dateTime={receivedAt}>{formatInstant(receivedAt, lang)}</time> },
        { key: 'bidder', header: say('bidder'), cell: bidderOf },
        { key: 'content', header: say('content'), cell: (row) => <code className={styles.digest}>{contentOf(row)}</code>, isLong: true },
      ]}
      empty={<EmptyState title={say('none')}>{say('policyAbout')}</EmptyState>}
    />
  )
}
