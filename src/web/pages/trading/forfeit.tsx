/** One sale in default: what its deposit is used for, by which rule, with what the books will say before the second officer confirms. */
import type { ReactNode } from 'react'
import type { ForfeitAct } from '#modules/listing/core/forfeit.ts'
import * as WORDS from '#modules/listing/core/forfeit-messages.ts'
import * as LISTING_WORDS from '#modules/listing/core/state-messages.ts'
import type { Route } from './+types/forfeit.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { nextActs } from '../../shell/next.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { RuleLink, SealLink, StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { forfeitsPage, lotPage } from './addresses.ts'
import { text } from './forfeits.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'one')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['finance', 'tto', 'approver', 'enterprise'])
  const api = apiOf(context)
  const found = await orNotFound(api.listing.forfeits.get({ id }))
  const next = await nextActs(api, { kind: 'forfeit', state: found.state })
  return { ...found, acts: wordedActs(langOfPath(new URL(request.url).pathname), found.acts), next }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) =>
    form.text('intent') === 'stateCosts'
      ? api.listing.stateCosts({ id, costsMinor: form.amount('costsMinor'), note: form.text('note') }, call)
      : api.listing.confirmCosts({ id, costsMinor: form.text('costsMinor') }, call),
  )

type Props = Route.ComponentProps

const Acts = ({ data, outcome }: { readonly data: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const money = (minor: string) => <Price minor={minor} isExact withCapital size="s" />
  const controls: Readonly<Record<ForfeitAct, ReactNode>> = {
    stateCosts: (
      <ConfirmAct
        intent="stateCosts"
        outcome={outcome}
        label={say('stateCosts')}
        confirmLabel={say('stateCostsConfirm')}
        about={say('stateCostsAbout')}
        consequences={[{ label: say('deposit'), value: money(data.depositMinor) }]}
      >
        <MoneyField name="costsMinor" label={say('costsField')} defaultMinor={data.costsMinor} isRequired />
        <TextAreaField name="note" label={say('note')} isRequired rows={3} maxLength={500} />
      </ConfirmAct>
    ),
    confirmCosts: (
      <ConfirmAct
        intent="confirmCosts"
        tone="final"
        outcome={outcome}
        label={say('confirmCosts')}
        confirmLabel={say('confirmCostsConfirm')}
        about={say('confirmCostsAbout')}
        hidden={{ costsMinor: data.costsMinor }}
        consequences={[
          { label: say('fromEscrow'), value: money(data.depositMinor) },
          { label: say('costs'), value: money(data.costsMinor) },
          { label: say('toSeller'), value: money(data.sellerMinor) },
        ]}
      />
    ),
  }
  return <ActPanel acts={actItems(data.acts, { label: (act) => say(act), control: (act) => controls[act] })} />
}

const ForfeitPage = ({ loaderData, actionData }: Props) => {
  const say = useSay(text)
  const word = useCodeText(WORDS)
  const listingWord = useCodeText(LISTING_WORDS)
  const inLang = useInLang()
  const lang = useLang()
  const data = loaderData
  const money = (minor: string) => <Price minor={minor} isExact size="s" />
  return (
    <Page width="wide">
      <PageHead
        title={say('one')}
        subtitle={inLang(data.lotTitle)}
        number={data.lotNumber}
        state={<StateBadge tone={data.state === 'booked' ? 'done' : 'waiting'}>{word(`state.listing.forfeit.${data.state}`)}</StateBadge>}
        trail={[{ label: say('title'), to: localPath(lang, forfeitsPage()) }]}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <NextActs outcome={actionData} acts={data.next} />
      {data.state === 'by_contract' ? <Banner tone="info">{say('byContract')}</Banner> : null}
      <Columns
        main={
          <Section isSheet>
            <FactsTable
              columns={2}
              rows={[
                { label: say('lot'), value: <LocalLink to={lotPage(data.lotId)}>{data.lotNumber}</LocalLink> },
                { label: say('recorded'), value: formatInstant(data.recordedAt, lang) },
                { label: say('buyer'), value: inLang(data.organisationName) },
                { label: say('seller'), value: inLang(data.sellerName) },
                { label: say('price'), value: money(data.priceMinor) },
                { label: say('deposit'), value: money(data.depositMinor) },
                { label: say('kind'), value: listingWord(`enum.listing.depositKind.${data.depositKind}`) },
                { label: say('isHere'), value: data.state === 'open' || data.state === 'stated' ? say(data.isHere ? 'here' : 'notHere') : null },
                { label: say('order'), value: <RuleLink rule={data.rule} /> },
                { label: say('costs'), value: data.state === 'open' ? null : money(data.costsMinor) },
                { label: say('note'), value: data.note || null },
                { label: say('gap'), value: data.gapMinor === null ? say('gapOpen') : money(data.gapMinor) },
                { label: say('covered'), value: data.gapMinor === null ? null : money(data.coveredMinor) },
                { label: say('toSeller'), value: data.state === 'by_contract' ? null : money(data.sellerMinor) },
                { label: say('owed'), value: data.owedMinor === '0' ? null : money(data.owedMinor) },
              ]}
            />
            <div>
              <SealLink subject={data.lotId} />
            </div>
          </Section>
        }
        side={data.acts.length > 0 ? <Acts data={data} outcome={actionData} /> : null}
      />
    </Page>
  )
}
export default ForfeitPage
