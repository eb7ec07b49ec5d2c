/** The reserve that the notice left open: one person enters it, a second types it again. No amount is ever shown here. */
import type { ReactNode } from 'react'
import { RESERVE_ACTS, type ReserveAct } from '#modules/listing/core/words.ts'
import type { Route } from './+types/lot-reserve.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, nowOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { actItems, ActPanel, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { RuleLink } from '../../ui/badges.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { lotPage } from './addresses.ts'
import styles from './lot-form.module.css'
import { reserveSaid } from './lot-said.server.ts'
import { text } from './lot-reserve.text.ts'
import { LotStateBadge } from './lot-state.tsx'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver', 'regulator'])
  const api = apiOf(context)
  const lot = await orNotFound(api.listing.get({ id }))
  const acts = wordedActs(langOfPath(new URL(request.url).pathname), lot.acts)
  const second = lot.acts.find(({ act }) => act === 'confirmReserve')
  const isHalf = second !== undefined && (second.refusal === null || second.refusal.code === 'listing.reserve_second_person')
  const next = lot.reserveLater?.fixedAt === null ? await nextActs(api, { kind: 'reserve', state: isHalf ? 'entered' : 'open' }) : []
  return { lot: { ...lot, acts }, words: reserveSaid(lot, { lang: langOfPath(new URL(request.url).pathname), now: nowOf(context) }), isHalf, next }
}

export const handle = withMoments<typeof loader>(({ lot }) => [{ name: 'nextTask', at: lot.reserveLater?.fixedAt === null ? lot.reserveLater.dueAt : null }])

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const given = { id, reserveMinor: form.amount('reserveMinor') }
    return form.text('intent') === 'enterReserve' ? api.listing.enterReserve(given, call) : api.listing.confirmReserve(given, call)
  })

type Props = Route.ComponentProps
type Data = Props['loaderData']

const Acts = ({ lot, outcome }: { readonly lot: Data['lot']; readonly outcome: Props['actionData'] }) => {
  const say = useSay(text)
  const start = { label: say('start'), value: <Price minor={lot.startingPriceMinor} isExact withCapital size="s" /> }
  // Kept nowhere: no draft, no default.
  const amount = <MoneyField name="reserveMinor" label={say('amount')} isRequired />
  const controls: Readonly<Record<ReserveAct, ReactNode>> = {
    enterReserve: (
      <ConfirmAct
        intent="enterReserve"
        outcome={outcome}
        label={say('enterReserve')}
        confirmLabel={say('enterConfirm')}
        about={say('enterAbout')}
        consequences={[start]}
      >
        {amount}
      </ConfirmAct>
    ),
    confirmReserve: (
      <ConfirmAct
        intent="confirmReserve"
        tone="final"
        isFinal
        outcome={outcome}
        label={say('confirmReserve')}
        confirmLabel={say('confirmConfirm')}
        about={say('confirmAbout')}
        consequences={[start]}
      >
        {amount}
      </ConfirmAct>
    ),
  }
  const own = lot.acts.filter((verdict): verdict is WordedAct<ReserveAct> => RESERVE_ACTS.some((act) => act === verdict.act))
  return <ActPanel acts={actItems(own, { label: (act) => say(act), control: (act) => controls[act] })} />
}

const LotReservePage = ({ loaderData: { lot, words, isHalf, next }, actionData }: Props) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const outcome = actionData?.ok ? actionData.value.outcome : null
  const rule = lot.rules.find(({ key }) => key === 'price.reserve.laterMinutes')
  const isOpen = lot.reserveLater !== null && lot.reserveLater.fixedAt === null
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={inLang(lot.title)}
        number={lot.number}
        state={<LotStateBadge state={lot.state} isAgreed={false} />}
        trail={[{ label: say('myLot'), to: localPath(lang, lotPage(lot.id)) }]}
        actions={
          <LinkButton to={lotPage(lot.id)} variant="default">
            {say('openLot')}
          </LinkButton>
        }
      />
      {outcome === null ? null : (
        <Banner tone={outcome === 'differs' ? 'warning' : 'success'} isResult>
          {say(outcome)}
        </Banner>
      )}
      <NextActs outcome={actionData} acts={next} />
      <Columns
        main={
          <Section about={say('lead')} isSheet>
            <FactsTable
              rows={[
                { label: say('state'), value: isOpen && isHalf ? say('half') : words },
                {
                  label: say('until'),
                  value: isOpen && lot.reserveLater?.dueAt ? <Countdown until={lot.reserveLater.dueAt} over={say('over')} withMoment /> : null,
                },
                { label: say('start'), value: <Price minor={lot.startingPriceMinor} isExact size="s" /> },
                { label: say('digest'), value: lot.reserveCommitment === null ? null : <code className={styles.code}>{lot.reserveCommitment}</code> },
                { label: say('rule'), value: rule === undefined ? null : <RuleLink rule={rule} /> },
              ]}
            />
          </Section>
        }
        side={<Acts lot={lot} outcome={actionData} />}
      />
    </Page>
  )
}
export default LotReservePage
