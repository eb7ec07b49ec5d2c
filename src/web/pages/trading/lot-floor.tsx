/** A bidder lets the market bid for its number in the hall, or takes that back. */
import type { Route } from './+types/lot-floor.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { SealLink } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { lotPage } from './addresses.ts'
import { EnterpriseField } from './lot-enterprise.tsx'
import { text } from './lot-floor.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const { auction } = apiOf(context)
  const { id: auctionId, lotId, lotNumber, title } = await orNotFound(auction.ofLot({ id }))
  // Who has no number has nothing to authorise.
  const floor = await orNotFound(auction.floor.mine({ id: auctionId }))
  return { auctionId, lotId, lotNumber, title, floor: { ...floor, acts: wordedActs(langOfPath(new URL(request.url).pathname), floor.acts) } }
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ auction }, form, call) => {
    const { id: auctionId } = await auction.ofLot({ id })
    const organisationId = form.optional('organisationId')
    const acting = { id: auctionId, ...(organisationId === undefined ? {} : { organisationId }) }
    return form.text('intent') === 'revokeFloor' ? auction.revokeFloor(acting, call) : auction.authoriseFloor(acting, call)
  })

const WORDS = { authoriseFloor: 'authorise', revokeFloor: 'revoke' } as const

const LotFloorPage = ({ loaderData: { auctionId, lotId, lotNumber, title, floor }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  // Given or not, the other act lies behind: it is not spoken of.
  const acts = floor.acts.filter(({ act }) => (act === 'authoriseFloor') === (floor.givenAt === null))
  return (
    <Page width="narrow">
      <PageHead
        outcome={actionData}
        title={say('title')}
        subtitle={say('lead')}
        number={lotNumber}
        trail={[{ label: inLang(title), to: localPath(lang, lotPage(lotId)) }]}
        actions={<SealLink subject={auctionId} />}
      />
      <FactsTable
        rows={[
          { label: say('number'), value: <strong>{floor.number}</strong> },
          { label: say('standing'), value: floor.givenAt === null ? say('none') : say('given', { at: formatInstant(floor.givenAt, lang) }) },
        ]}
      />
      <Section title={say('statement')} isSheet>
        <p>{inLang(floor.statement)}</p>
      </Section>
      <ActPanel
        acts={actItems(acts, {
          label: (act) => say(WORDS[act]),
          control: (act) => (
            <ConfirmAct
              intent={act}
              tone={act === 'authoriseFloor' ? 'main' : 'quiet'}
              outcome={actionData}
              label={say(WORDS[act])}
              confirmLabel={say(`${WORDS[act]}Confirm`)}
              about={say(`${WORDS[act]}About`)}
              consequences={[{ label: say('number'), value: floor.number }]}
            >
              <EnterpriseField />
            </ConfirmAct>
          ),
        })}
      />
    </Page>
  )
}
export default LotFloorPage
