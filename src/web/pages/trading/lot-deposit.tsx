/** A paper instead of a transfer: a confirmed guarantee that serves several lots, a new paper for this one, or a request for a waiver. */
import { redirect } from 'react-router'
import { isAllowed } from '#kernel/acts.ts'
import { DEPOSIT_ALTERNATIVES } from '#modules/listing/core/words.ts'
import * as WORDS from '#modules/listing/core/state-messages.ts'
import type { Route } from './+types/lot-deposit.ts'
import { formatDate, formatEnd } from '../../i18n/dates.ts'
import { langOfPath, localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { pageTitle } from '../../shell/title.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { PaperFields } from '../payment/deposits-parts.tsx'
import { lotPage } from './addresses.ts'
import { text } from './lot-deposit.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const api = apiOf(context)
  const [lot, applications, papers] = await Promise.all([
    orNotFound(api.listing.get({ id })),
    orNotFound(api.listing.applications.mine({ lotId: id, limit: 5 })),
    orNotFound(api.payment.instruments.mine({ limit: 100 })),
  ])
  const application = applications.items[0] ?? null
  const isOpen = application !== null && application.instrumentId === null && isAllowed(application.acts, 'secure')
  const frames = papers.items.filter(({ subject, state }) => subject === null && state === 'standing')
  return { lot, application, isOpen, frames }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const application = form.text('applicationId')
    if (form.text('intent') === 'useInstrument') await api.listing.useInstrument({ id: application, instrumentId: form.text('instrumentId') }, call)
    else if (form.text('intent') === 'waiver') await api.listing.secureDeposit({ id: application, kind: 'waiver', statement: form.text('statement') }, call)
    else {
      const kind = DEPOSIT_ALTERNATIVES.find((known) => known === form.text('kind')) ?? 'guarantee'
      const documentId = await keepFile(api, { form, name: 'proof', kind: 'proof' })
      const amountMinor = form.optionalAmount('amountMinor')
      const paper = { issuerName: form.text('issuerName'), number: form.text('number'), validUntil: form.optional('validUntil') ?? null, documentId }
      await api.listing.secureDeposit(
        { id: application, kind, ...paper, statement: form.text('statement'), ...(amountMinor === undefined ? {} : { amountMinor }) },
        call,
      )
    }
    throw redirect(localPath(lang, lotPage(id)))
  })
}

type Props = Route.ComponentProps

const Frames = ({ data: { frames, application, lot }, outcome }: { readonly data: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const lang = useLang()
  if (frames.length === 0 || application === null || !lot.depositAlternatives.includes('guarantee')) return null
  const options = frames.map(({ id, issuerName, number, amountMinor, boundMinor, validUntil }) => ({
    value: id,
    label: say('frameOption', {
      issuer: issuerName,
      number,
      free: String((BigInt(amountMinor) - BigInt(boundMinor)) / 100n),
      until: validUntil === null ? '' : formatEnd(validUntil, lang),
    }),
  }))
  return (
    <Section title={say('useFrame')} about={say('useFrameAbout')}>
      <ActionForm intent="useInstrument" outcome={outcome} hidden={{ applicationId: application.id }}>
        <SelectField name="instrumentId" label={say('frame')} options={options} isRequired />
        <FormActions>
          <Submit>{say('useFrameConfirm')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const NewPaper = ({ data: { lot, application }, outcome }: { readonly data: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const word = useCodeText(WORDS)
  const kinds = lot.depositAlternatives.filter((kind) => kind !== 'waiver')
  if (kinds.length === 0 || application === null) return null
  return (
    <Section title={say('newPaper')} about={say('newPaperAbout')}>
      <ActionForm intent="secure" outcome={outcome} hidden={{ applicationId: application.id }} isMultipart>
        {/* Not kept: a file, and the particulars of one paper. */}
        <SelectField
          name="kind"
          label={say('kind')}
          isRequired
          options={kinds.map((kind) => ({ value: kind, label: word(`enum.listing.depositKind.${kind}`) }))}
        />
        <MoneyField name="amountMinor" label={say('amount')} defaultMinor={application.depositMinor} isRequired />
        <PaperFields validFrom={application.coverUntil} />
        <FormActions>
          <Submit>{say('newPaperConfirm')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const Waiver = ({ data: { lot, application }, outcome }: { readonly data: Props['loaderData']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (lot.waiverBasis === null || application === null) return null
  return (
    <Section title={say('waiver')} about={say('waiverAbout')}>
      <FactsTable rows={[{ label: say('waiverBasis'), value: inLang(lot.waiverBasis) }]} />
      <ActionForm intent="waiver" outcome={outcome} hidden={{ applicationId: application.id }}>
        <TextAreaField name="statement" label={say('waiverStatement')} isRequired rows={3} maxLength={1000} />
        <FormActions>
          <Submit>{say('waiverConfirm')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const LotDepositPage = ({ loaderData, actionData }: Props) => {
  const { lot, application, isOpen } = loaderData
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={inLang(lot.title)} number={lot.number} trail={[{ label: say('lot'), to: localPath(lang, lotPage(lot.id)) }]} />
      {application === null || !isOpen ? (
        <Banner tone="info">
          {say('closed')} <LinkButton to={lotPage(lot.id)}>{say('lot')}</LinkButton>
        </Banner>
      ) : (
        <>
          <FactsTable
            rows={[
              { label: say('deposit'), value: <Price minor={application.depositMinor} isExact withCapital size="s" /> },
              { label: say('due'), value: application.depositDueAt === null ? null : formatEnd(application.depositDueAt, lang) },
              { label: say('validAtLeast'), value: application.coverUntil === null ? null : formatDate(application.coverUntil, lang) },
            ]}
          />
          <Frames data={loaderData} outcome={actionData} />
          <NewPaper data={loaderData} outcome={actionData} />
          <Waiver data={loaderData} outcome={actionData} />
        </>
      )}
    </Page>
  )
}
export default LotDepositPage
