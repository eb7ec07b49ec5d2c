/** The clerk's inbox: lots to check and publish, applicants to qualify. */
import type { Route } from './+types/clerk-lots.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { clerkLotPage, clerkLotsFile, lotApplicants } from './addresses.ts'
import { ApplicationStateBadge, LotStateBadge } from './lot-state.tsx'
import { text } from './clerk.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'inbox')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  const page = { limit: PAGE, ...(cursor === null ? {} : { cursor }) }
  const { listing } = apiOf(context)
  if (search.get('tab') === 'applications') return { lots: null, applications: await orNotFound(listing.applications.waiting(page)) }
  return { lots: await orNotFound(listing.waiting(page)), applications: null }
}

type Data = Route.ComponentProps['loaderData']

const ClerkLotsPage = ({ loaderData: { lots, applications } }: Route.ComponentProps) => {
  const say = useSay(text)
  return (
    <Page width="wide">
      <PageHead title={say('inbox')} subtitle={say('lead')} />
      <Tabs
        label={say('tabs')}
        tabs={[
          { value: 'lots', label: say('lots') },
          { value: 'applications', label: say('applications') },
        ]}
      />
      <ListTools file={clerkLotsFile()} />
      {lots ? <Lots lots={lots} /> : null}
      {applications ? <Applications applications={applications} /> : null}
      <Pager nextCursor={lots?.nextCursor ?? applications?.nextCursor ?? null} />
    </Page>
  )
}
export default ClerkLotsPage

const Lots = ({ lots }: { readonly lots: NonNullable<Data['lots']> }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <DataTable
      caption={say('lots')}
      rows={lots.items}
      rowKey={(row) => row.id}
      rowHref={(row) => localPath(lang, clerkLotPage(row.id))}
      nextCursor={lots.nextCursor}
      empty={<EmptyState title={say('emptyLots')}>{say('emptyLotsAbout')}</EmptyState>}
      columns={[
        { key: 'lot', header: say('lot'), cell: (row) => `${row.number} ${inLang(row.title)}`, sort: (row) => row.number },
        { key: 'seller', header: say('seller'), cell: (row) => inLang(row.sellerName), sort: (row) => inLang(row.sellerName) },
        { key: 'state', header: say('state'), cell: (row) => <LotStateBadge state={row.state} /> },
        {
          key: 'start',
          header: say('start'),
          align: 'end',
          cell: (row) => <Price minor={row.startingPriceMinor} size="s" />,
          sort: (row) => BigInt(row.startingPriceMinor),
        },
        {
          key: 'submitted',
          header: say('submitted'),
          align: 'end',
          cell: (row) => formatInstant(row.changedAt, lang),
          sort: (row) => row.changedAt,
          isWideOnly: true,
        },
      ]}
    />
  )
}

const Applications = ({ applications }: { readonly applications: NonNullable<Data['applications']> }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <DataTable
      caption={say('applications')}
      rows={applications.items}
      rowKey={(row) => row.id}
      rowHref={(row) => localPath(lang, lotApplicants(row.lotId))}
      nextCursor={applications.nextCursor}
      empty={<EmptyState title={say('emptyApplications')}>{say('emptyApplicationsAbout')}</EmptyState>}
      columns={[
        { key: 'applicant', header: say('applicant'), cell: (row) => inLang(row.organisationName), sort: (row) => inLang(row.organisationName) },
        { key: 'lot', header: say('lot'), cell: (row) => `${row.lotNumber} ${inLang(row.lotTitle)}`, sort: (row) => row.lotNumber },
        { key: 'state', header: say('state'), cell: (row) => <ApplicationStateBadge state={row.state} /> },
        { key: 'applied', header: say('applied'), align: 'end', cell: (row) => formatInstant(row.appliedAt, lang), sort: (row) => row.appliedAt },
      ]}
    />
  )
}
