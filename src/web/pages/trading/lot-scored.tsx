/** A sale by marks and price rounds: how far it is, who stands where by number, and a bidder's own proposal and price. */
import type { Route } from './+types/lot-scored.ts'
import { isAllowed } from '#kernel/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, runCommand, viewerOf, type CommandOutcome } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { panelDesk, panelPage } from '../panel/addresses.ts'
import { lotPage } from './addresses.ts'
import { text } from './lot-scored.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const auction = await orNotFound(api.auction.ofLot({ id }))
  const scored = await orNotFound(api.auction.scored.get({ id: auction.id }))
  const isEnterprise = viewerOf(context)?.mandates.some(({ role }) => role === 'enterprise') ?? false
  const own = isEnterprise ? await api.auction.scored.mine({ id: auction.id }) : null
  return { auction, scored, own: own !== null && own.number !== null ? own : null }
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const auction = await api.auction.ofLot({ id })
    if (form.text('intent') === 'file') await api.auction.fileProposal({ id: auction.id, text: form.text('text') }, call)
    else await api.auction.namePrice({ id: auction.id, priceMinor: form.amount('priceMinor') }, call)
    return null
  })

type Data = Route.ComponentProps['loaderData']
const DONE = { file: 'filed', price: 'priced' } as const
const WHOLE = 10_000
const percent = (basisPoints: number): string => `${basisPoints / 100} %`
const hundredths = (basisPoints: number): string => (basisPoints / 100).toFixed(2)
const MOST = 1_000_000

const LotScoredPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const { auction, scored, own } = loaderData
  const done = actionData?.ok ? DONE[actionData.intent as keyof typeof DONE] : undefined
  return (
    <Page>
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        number={auction.lotNumber}
        trail={[{ label: inLang(auction.title), to: localPath(lang, lotPage(auction.lotId)) }]}
      />
      {done ? (
        <Banner tone="success" isResult>
          {say(done)}
        </Banner>
      ) : null}
      <Stack gap={24}>
        {own === null ? null : <Yours data={loaderData} own={own} outcome={actionData} />}
        <Course data={loaderData} />
        <Section title={say('ranking')} about={say('rankingAbout')}>
          <Ranking ranks={scored.ranks} ownNumber={own?.number ?? null} />
        </Section>
        {scored.marks === null || scored.ranks.length > 0 ? null : (
          <Section title={say('marks')}>
            <DataTable
              caption={say('marks')}
              rows={scored.marks}
              rowKey={({ number }) => String(number)}
              columns={[
                { key: 'number', header: say('number'), cell: ({ number }) => number },
                { key: 'mark', header: say('mark'), cell: ({ markBasisPoints }) => hundredths(markBasisPoints) },
              ]}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default LotScoredPage

const Course = ({ data: { auction, scored, own } }: { readonly data: Data }) => {
  const say = useSay(text)
  const lang = useLang()
  const weight = scored.markWeightBasisPoints
  const round =
    auction.phase === 'closed' ? say('closed') : scored.round === 0 ? say('roundNone') : say('roundOf', { round: scored.round, rounds: scored.rounds })
  return (
    <Section title={say('course')} isSheet>
      <FactsTable
        columns={2}
        rows={[
          { label: say('proposalsUntil'), value: formatInstant(scored.proposalsUntil, lang) },
          { label: say('proposalCount'), value: scored.proposalCount },
          { label: say('roundsFrom'), value: formatInstant(auction.freeEndsAt, lang) },
          { label: say('round'), value: round },
          { label: say('roundEnds'), value: scored.roundEndsAt && <Countdown until={scored.roundEndsAt} size="m" withMoment isSpoken /> },
          { label: say('start'), value: <Price minor={auction.startingPriceMinor} size="m" /> },
          { label: say('weights'), value: say('weightsValue', { mark: percent(weight), price: percent(WHOLE - weight) }) },
          {
            label: say('panel'),
            value: scored.panelId && <LocalLink to={own === null ? panelPage(scored.panelId) : panelDesk(scored.panelId)}>{say('seePanel')}</LocalLink>,
          },
          { label: say('formula'), value: say('formulaValue') },
        ]}
      />
    </Section>
  )
}

const Ranking = ({ ranks, ownNumber }: { readonly ranks: Data['scored']['ranks']; readonly ownNumber: number | null }) => {
  const say = useSay(text)
  const ranked = ranks.map((one, at) => ({ ...one, rank: at + 1 }))
  return (
    <DataTable
      caption={say('ranking')}
      rows={ranked}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'rank', header: say('rank'), cell: ({ rank }) => rank },
        { key: 'number', header: say('number'), cell: ({ number }) => (number === ownNumber ? <strong>{number}</strong> : number) },
        { key: 'mark', header: say('mark'), cell: ({ markBasisPoints }) => hundredths(markBasisPoints) },
        { key: 'price', header: say('price'), cell: ({ priceMinor }) => <Price minor={priceMinor} size="s" /> },
        { key: 'points', header: say('pricePoints'), cell: ({ priceBasisPoints }) => hundredths(priceBasisPoints), isWideOnly: true },
        { key: 'score', header: say('score'), cell: ({ score }) => (score / MOST).toFixed(6) },
      ]}
      empty={<EmptyState title={say('noRanking')}>{say('noRankingAbout')}</EmptyState>}
    />
  )
}

interface YoursProps {
  readonly data: Data
  readonly own: NonNullable<Data['own']>
  readonly outcome: CommandOutcome<unknown> | undefined
}

const Yours = ({ data: { scored }, own, outcome }: YoursProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { proposal, standingMinor, namedRound } = own
  return (
    <Section title={say('yours')} isSheet>
      <Stack gap={16}>
        <FactsTable
          columns={2}
          rows={[
            { label: say('yourNumber'), value: own.number },
            { label: say('yourMark'), value: own.markBasisPoints === null ? null : hundredths(own.markBasisPoints) },
            { label: say('yourPrice'), value: standingMinor === null ? say('yourNone') : <Price minor={standingMinor} size="m" isExact /> },
            { label: say('round'), value: namedRound === null ? null : say('named', { round: namedRound }) },
            { label: say('filedAt'), value: proposal && formatInstant(proposal.filedAt, lang) },
            { label: say('digest'), value: proposal && <code>{proposal.digest.slice(0, 16)}…</code> },
          ]}
        />
        {scored.panelId === null || scored.proposalCount !== null ? null : (
          <Banner tone="info" title={say('side')}>
            {say('sideAbout')} <LocalLink to={panelDesk(scored.panelId)}>{say('seePanel')}</LocalLink>
          </Banner>
        )}
        {isAllowed(own.acts, 'fileProposal') ? (
          <ActionForm intent="file" outcome={outcome}>
            <TextAreaField
              name="text"
              label={say('proposal')}
              help={say('proposalHelp')}
              rows={10}
              maxLength={20_000}
              isRequired
              defaultValue={proposal?.text}
            />
            <FormActions>
              <Submit>{say(proposal === null ? 'file' : 'refile')}</Submit>
            </FormActions>
          </ActionForm>
        ) : null}
        {isAllowed(own.acts, 'namePrice') ? (
          <ActionForm intent="price" outcome={outcome}>
            <MoneyField name="priceMinor" label={say('priceField')} help={say('priceHelp')} isRequired />
            <FormActions>
              <Submit tone="final">{say('namePrice')}</Submit>
            </FormActions>
          </ActionForm>
        ) : null}
      </Stack>
    </Section>
  )
}
