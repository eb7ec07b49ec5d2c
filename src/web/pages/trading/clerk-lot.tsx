/** One lot on the clerk's desk: checks, notice, applicants. */
import type { ReactNode } from 'react'
import type { Route } from './+types/clerk-lot.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { clerkLotsPage } from './addresses.ts'
import { useTermRows } from './lot-object.tsx'
import { LotStateBadge } from './lot-state.tsx'
import { Applicants } from './clerk-applicants.tsx'
import { Checks } from './clerk-checks.tsx'
import { text } from './clerk.text.ts'
import { FirstRefusalAsked } from './clerk-refusal.tsx'
import type { ClerkLotData } from './lot-loaded.ts'
import { lotMoments } from './lot-moments.ts'
import { lotSaid } from './lot-said.server.ts'
import { pausedNotice } from './lot-notice.server.ts'
import { NoticePaused } from './lot-paused.tsx'

const MOST_APPLICANTS = 100

/** One question to the register of people takes so many. */
const MOST_MARKED = 100

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  const api = apiOf(context)
  const { listing, party } = api
  const [lot, applicants] = await Promise.all([orNotFound(listing.get({ id })), orNotFound(listing.applications.list({ id, limit: MOST_APPLICANTS }))])
  const organisationIds = [...new Set(applicants.items.map(({ organisationId }) => organisationId))]
  const { organisationIds: unverified } = await party.unverifiedNames({ organisationIds: organisationIds.slice(0, MOST_MARKED) })
  const lang = langOfPath(new URL(request.url).pathname)
  return {
    lot: { ...lot, said: lotSaid(lot, { lang, now: nowOf(context) }), acts: wordedActs(lang, lot.acts) },
    applicants: applicants.items.map((application) => ({ ...application, acts: wordedActs(lang, application.acts) })),
    unverified,
    next: await nextActs(api, { kind: 'lot', state: lot.state }),
    paused: await pausedNotice(api, id, lang),
    // Only an assignment is asked about first.
    right: lot.right.kind === 'assignment' ? await api.title.get({ achievementId: lot.achievementId }).catch(() => null) : null,
  }
}

export const handle = withMoments<typeof loader>(({ lot, paused }) => (paused === null ? lotMoments(lot) : []))

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle((params as { readonly lang?: string }).lang, loaderData?.lot.number ?? '')

const ASPECTS = ['title', 'price', 'content'] as const

/** Intents name act and object: `pass:title`, `refuse:app_…`, so that every form on the page keeps its own errors. */
export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ listing }, form, call) => {
    const [act, object = ''] = form.text('intent').split(':')
    const aspect = ASPECTS.find((value) => value === object) ?? 'title'
    switch (act) {
      case 'pass':
        return listing.check({ id, aspect, outcome: 'passed' }, call)
      case 'return':
        return listing.check({ id, aspect, outcome: 'returned', reason: form.text('reason') }, call)
      case 'openNotice':
        return listing.openListing({ id }, call)
      case 'suspend':
        return listing.suspendLot({ id, reason: form.text('reason') }, call)
      case 'resume':
        return listing.resumeLot({ id }, call)
      case 'qualify':
        return listing.qualify({ id: object }, call)
      case 'refuse':
        return listing.refuseApplication({ id: object, reason: form.text('reason') }, call)
      default:
        return null
    }
  })

const DESK_ACTS = ['openNotice', 'suspend', 'resume'] as const
type DeskAct = (typeof DESK_ACTS)[number]

/** States from which the notice still lies ahead. */
const BEFORE_NOTICE: readonly string[] = ['submitted', 'returned']

const Acts = ({ lot, outcome }: { readonly lot: ClerkLotData['lot']; readonly outcome: Route.ComponentProps['actionData'] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const name = { label: say('lot'), value: `${lot.number} ${inLang(lot.title)}` }
  const controls: Readonly<Record<DeskAct, ReactNode>> = {
    openNotice: (
      <ConfirmAct
        intent="openNotice"
        outcome={outcome}
        label={say('openNotice')}
        confirmLabel={say('openConfirm')}
        about={say('openAbout')}
        consequences={[name, { label: say('noticeDays'), value: say('days', { count: lot.noticeDays }) }]}
      />
    ),
    suspend: (
      <ConfirmAct intent="suspend" tone="quiet" outcome={outcome} label={say('suspend')} confirmLabel={say('suspendConfirm')} consequences={[name]}>
        <TextAreaField name="reason" label={say('suspendReason')} isRequired rows={2} maxLength={500} />
      </ConfirmAct>
    ),
    resume: <ConfirmAct intent="resume" outcome={outcome} label={say('resume')} confirmLabel={say('resumeConfirm')} consequences={[name]} />,
  }
  const mine = lot.acts.filter((verdict): verdict is WordedAct<DeskAct> => DESK_ACTS.some((act) => act === verdict.act))
  const items = actItems(mine, {
    ahead: (act) => (act === 'openNotice' && BEFORE_NOTICE.includes(lot.state) ? say('notChecked') : undefined),
    label: (act) => say(act),
    control: (act) => controls[act],
  })
  return <ActPanel title={say('acts')} acts={items} />
}

const ClerkLotPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { lot } = loaderData
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const rows = useTermRows(lot)
  return (
    <Page width="wide">
      <PageHead
        outcome={actionData}
        title={inLang(lot.title)}
        number={lot.number}
        state={<LotStateBadge state={lot.state} isAgreed={lot.agreement !== null} />}
        trail={[{ label: say('inbox'), to: localPath(lang, clerkLotsPage()) }]}
      />
      <NextActs outcome={actionData} acts={loaderData.next} />
      <NoticePaused paused={loaderData.paused} />
      <Columns
        main={
          <Stack gap={24}>
            <Section title={say('checks')} about={say('checksAbout')}>
              <Checks lot={lot} outcome={actionData} />
            </Section>
            <FirstRefusalAsked right={loaderData.right} />
            <Section title={say('applicants')} about={say('hidden')} id="applicants">
              <Applicants data={loaderData} outcome={actionData} />
            </Section>
            <Section title={say('lotText')} isSheet>
              <FactsTable
                rows={[
                  ...rows,
                  { label: say('summary'), value: inLang(lot.summary) },
                  { label: say('basis'), value: inLang(lot.priceBasis.text) },
                  { label: say('qualifications'), value: inLang(lot.qualifications) },
                  { label: say('terms'), value: inLang(lot.terms) },
                ]}
              />
            </Section>
          </Stack>
        }
        side={<Acts lot={lot} outcome={actionData} />}
      />
    </Page>
  )
}
export default ClerkLotPage
