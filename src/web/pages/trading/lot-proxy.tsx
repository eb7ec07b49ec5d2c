/** A bidder leaves its highest price, or takes it back: nobody else sees it. */
import { data } from 'react-router'
import type { Route } from './+types/lot-proxy.ts'
import { formatWan } from '#kernel/money.ts'
import { isAllowed } from '#kernel/acts.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { lotFloorPage, lotPage } from './addresses.ts'
import { askedByOutcome } from './lot-bid-again.tsx'
import { EnterpriseField } from './lot-enterprise.tsx'
import styles from './lot-proxy.module.css'
import { text } from './lot-proxy.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const api = apiOf(context)
  const auction = await orNotFound(api.auction.ofLot({ id }))
  const standing = await api.auction.standing.mine({ id: auction.id })
  // Who has no number has nothing to leave here.
  if (standing.number === null) throw data(null, 404)
  return { auction, standing, acts: wordedActs(langOfPath(new URL(request.url).pathname), standing.acts) }
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const auction = await api.auction.ofLot({ id })
    const organisationId = form.optional('organisationId')
    const acting = { id: auction.id, ...(organisationId === undefined ? {} : { organisationId }) }
    if (form.text('intent') === 'withdraw') return api.auction.withdrawProxy(acting, call)
    const confirmedAmountMinor = form.optional('confirmedAmountMinor')
    const maxMinor = confirmedAmountMinor ?? form.amount('maxMinor')
    return api.auction.setProxy({ ...acting, maxMinor, ...(confirmedAmountMinor === undefined ? {} : { confirmedAmountMinor }) }, call)
  })

const LotProxyPage = ({ loaderData: { auction, standing, acts }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const asked = askedByOutcome(actionData)
  const against = acts.find(({ act }) => act === 'setProxy')?.reason ?? null
  const { proxyMaxMinor } = standing
  return (
    <Page width="narrow">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        number={auction.lotNumber}
        trail={[{ label: inLang(auction.title), to: localPath(lang, lotPage(auction.lotId)) }]}
        actions={<LocalLink to={lotFloorPage(auction.lotId)}>{say('hall')}</LocalLink>}
      />
      <Section title={say('now')}>
        <FactsTable
          rows={[
            { label: say('price'), value: <Price minor={auction.topPriceMinor ?? auction.startingPriceMinor} size="m" /> },
            { label: say('number'), value: standing.number },
            { label: say('leads'), value: say(standing.isTop ? 'yes' : 'no') },
            { label: say('own'), value: proxyMaxMinor === null ? say('none') : <Price minor={proxyMaxMinor} size="m" isExact withCapital /> },
          ]}
        />
      </Section>
      {against === null ? null : <Banner tone="info">{against}</Banner>}
      {against !== null || asked === null ? null : (
        <ActionForm
          intent="set"
          hidden={{ confirmedAmountMinor: asked.amountMinor, ...(asked.organisationId === undefined ? {} : { organisationId: asked.organisationId }) }}
          label={say('again', { factor: asked.factor })}
        >
          <Banner tone="warning" title={say('again', { factor: asked.factor })}>
            <Price minor={asked.amountMinor} size="l" isExact /> · {lang === 'zh' ? asked.wordsZh : asked.wordsEn}
          </Banner>
          <FormActions>
            <Submit tone="final">{say('confirm')}</Submit>
          </FormActions>
        </ActionForm>
      )}
      {against !== null ? null : (
        <Section title={say(proxyMaxMinor === null ? 'leave' : 'change')}>
          <ActionForm intent="set" outcome={asked === null ? actionData : undefined} label={say('title')}>
            <EnterpriseField />
            <MoneyField
              name="maxMinor"
              label={say('max')}
              help={say('maxHelp', { least: formatWan(BigInt(auction.nextMinimumMinor), lang), step: formatWan(BigInt(auction.incrementMinor), lang) })}
              isRequired
            />
            <FormActions>
              <Submit tone="final">{say('send')}</Submit>
            </FormActions>
          </ActionForm>
        </Section>
      )}
      {!isAllowed(standing.acts, 'withdrawProxy') ? null : (
        <ActionForm intent="withdraw" label={say('withdraw')}>
          <FormActions>
            <Submit tone="quiet">{say('withdraw')}</Submit>
          </FormActions>
        </ActionForm>
      )}
      <Section title={say('how')}>
        <ul className={styles.how}>
          {(['how1', 'how2', 'how3', 'how4'] as const).map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
export default LotProxyPage
