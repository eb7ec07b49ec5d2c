/** A bidder seals its price in the browser and hands the envelope in. */
import { useId, useState } from 'react'
import { data } from 'react-router'
import type { Route } from './+types/lot-sealed.ts'
import { formatWan } from '#kernel/money.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { formReader } from '../../shell/form-reader.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { TextBox } from '../../ui/input.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { sealedBox } from '../sealing/addresses.ts'
import { SealBid } from '../sealing/seal-bid.tsx'
import { lotPage } from './addresses.ts'
import { text } from './lot-sealed.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const api = apiOf(context)
  const auction = await orNotFound(api.auction.ofLot({ id }))
  const standing = await api.auction.standing.mine({ id: auction.id })
  // Who has no number has nothing to seal here.
  if (auction.boxId === null || standing.number === null) throw data(null, 404)
  const own = await api.auction.sealed.mine({ id: auction.id })
  const box = await api.sealing.get({ id: auction.boxId })
  return { auction, standing, own, isTaking: box.state === 'open', lang: langOfPath(new URL(request.url).pathname) }
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const auction = await api.auction.ofLot({ id })
    if (form.text('intent') === 'withdraw') return api.auction.withdrawSealed({ id: auction.id }, call)
    return api.auction.depositSealed({ id: auction.id, envelope: form.text('envelope') }, call)
  })

/** The price as fen, or null while it is none. */
const minorOf = (typed: string): string | null => {
  const form = new FormData()
  form.set('price', typed)
  try {
    return formReader(form).amount('price')
  } catch {
    return null
  }
}

/** How many there are, and what each pays. */
const UnitsBanner = ({ auction: { units, method } }: Pick<Route.ComponentProps['loaderData'], 'auction'>) => {
  const say = useSay(text)
  return units === 1 ? null : <Banner tone="info">{say(method === 'sealed_second' ? 'unitsUniform' : 'unitsOwn', { units })}</Banner>
}

const leadOf = ({ units, method }: Route.ComponentProps['loaderData']['auction']) => {
  if (units > 1) return 'leadUnits'
  return method === 'sealed_second' ? 'leadSecond' : 'leadFirst'
}

const LotSealedPage = ({ loaderData: { auction, standing, own, isTaking }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const priceField = useId()
  const [typed, setTyped] = useState('')
  const priceMinor = minorOf(typed)
  const isEnough = priceMinor !== null && BigInt(priceMinor) >= BigInt(auction.startingPriceMinor)
  const standingEnvelope = own.receipts.findLast(({ withdrawnAt }) => withdrawnAt === null)
  return (
    <Page width="narrow">
      <PageHead
        title={say('title')}
        subtitle={say(leadOf(auction))}
        number={auction.lotNumber}
        trail={[{ label: inLang(auction.title), to: localPath(lang, lotPage(auction.lotId)) }]}
      />
      <UnitsBanner auction={auction} />
      <Section title={say('now')} aside={<LocalLink to={sealedBox(own.boxId)}>{say('box')}</LocalLink>}>
        <FactsTable
          rows={[
            { label: say('start'), value: <Price minor={auction.startingPriceMinor} size="m" /> },
            { label: say('number'), value: standing.number },
            { label: say('opensAt'), value: formatInstant(auction.opensAt, lang) },
            { label: say('deadline'), value: formatInstant(auction.endsAt, lang) },
          ]}
        />
      </Section>
      {own.receipts.length === 0 ? null : (
        <Section title={say('handedIn')}>
          <DataTable
            caption={say('handedIn')}
            rows={own.receipts}
            rowKey={(row) => row.envelopeId}
            columns={[
              { key: 'turn', header: say('turn'), cell: (row) => row.turn },
              { key: 'at', header: say('at'), cell: (row) => formatInstant(row.receivedAt, lang, true) },
              { key: 'digest', header: say('digest'), cell: (row) => <code>{row.digest.slice(0, 16)}…</code> },
              {
                key: 'state',
                header: say('counts'),
                cell: (row) => say(row.withdrawnAt !== null ? 'withdrawn' : row.envelopeId === standingEnvelope?.envelopeId ? 'yes' : 'replaced'),
              },
            ]}
          />
        </Section>
      )}
      {isTaking && own.policy !== null && own.organisationId !== null ? (
        <Section title={say(standingEnvelope === undefined ? 'seal' : 'correct')}>
          <SealBid
            policy={own.policy}
            bidder={own.organisationId}
            payload={() => (isEnough ? { priceMinor } : null)}
            intent="deposit"
            outcome={actionData}
            submitLabel={say('handIn')}
          >
            <TextBox
              id={priceField}
              label={say('price')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              inputMode="decimal"
              autoComplete="off"
            />
            {priceMinor === null ? (
              <p>{say('priceHelp', { least: formatWan(BigInt(auction.startingPriceMinor), lang) })}</p>
            ) : (
              <p>
                <Price minor={priceMinor} size="m" isExact withCapital /> {isEnough ? null : say('tooLow')}
              </p>
            )}
          </SealBid>
        </Section>
      ) : (
        <Banner tone="info">{say(own.policy === null ? 'noOfficers' : 'notTaking')}</Banner>
      )}
      {isTaking && standingEnvelope !== undefined ? (
        <ActionForm intent="withdraw" label={say('withdraw')}>
          <FormActions>
            <Submit tone="quiet">{say('withdraw')}</Submit>
          </FormActions>
        </ActionForm>
      ) : null}
    </Page>
  )
}
export default LotSealedPage
