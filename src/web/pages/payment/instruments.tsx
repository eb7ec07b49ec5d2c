/** Papers that stand for deposits, by state: what the finance officers check, confirm and follow up. */
import { INSTRUMENT_STATES } from '#modules/payment/core/instrument.ts'
import type { Route } from './+types/instruments.ts'
import { useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { Pager } from '../../ui/pager.tsx'
import { InstrumentsTable } from './deposits-parts.tsx'
import { useLedgerText, useTrail } from './finance-parts.tsx'
import { subjectsOf } from './finance-subjects.ts'
import { text } from './deposits.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'instruments')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['finance'])
  const params = new URL(request.url).searchParams
  const cursor = params.get('cursor')
  const state = INSTRUMENT_STATES.find((known) => known === params.get('state')) ?? 'filed'
  const api = apiOf(context)
  const page = await orNotFound(api.payment.instruments.list({ state, limit: 50, ...(cursor ? { cursor } : {}) }))
  return {
    ...page,
    subjects: await subjectsOf(
      api,
      page.items.flatMap(({ subject }) => (subject === null ? [] : [{ subject }])),
    ),
  }
}

const InstrumentsPage = ({ loaderData: { items, nextCursor, total, subjects } }: Route.ComponentProps) => {
  const say = useSay(text)
  const code = useLedgerText()
  return (
    <Page width="wide">
      <PageHead title={say('instruments')} subtitle={say('instrumentsLead')} trail={useTrail()} />
      <Tabs label={say('state')} param="state" tabs={INSTRUMENT_STATES.map((state) => ({ value: state, label: code(`state.instrument.${state}`) }))} />
      <InstrumentsTable rows={items} subjects={subjects} nextCursor={nextCursor} withOwner />
      <Pager nextCursor={nextCursor} total={total} />
    </Page>
  )
}
export default InstrumentsPage
