/** A panel for those who have a part in it: sides, experts, and the clerk who runs it. */
import { useActionData } from 'react-router'
import type { Route } from './+types/panel-desk.ts'
import { isAllowed } from '#kernel/acts.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, orNotFound, requireRole, runCommand, type CommandOutcome, viewerOf } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { panelPage, panelsDesk } from './addresses.ts'
import { Scoring } from './panel-sheet.tsx'
import { Sealing, Unsealing } from './panel-side.tsx'
import { CriteriaTable, MarkTable, SeatTable, SheetTable, SideTable } from './panel-tables.tsx'
import { panelStateWord, panelTones } from './panel-words.ts'
import styles from './panel.module.css'
import { text } from './panel.text.ts'

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, ['expert', 'clerk', 'tto', 'enterprise', 'regulator'])
  const api = apiOf(context)
  const isExpert = viewerOf(context)?.mandates.some(({ role }) => role === 'expert') ?? false
  const panel = await orNotFound(api.panel.get({ id: params.id }))
  return { panel, mine: isExpert && panel.isOwnSeat ? await ifAllowed(api.panel.sheet.mine({ id: params.id })) : null }
}

export const meta: Route.MetaFunction = ({ loaderData, params }) => plainTitle(params.lang, loaderData?.panel.number ?? '')

const MARK = /^mark\.([0-9a-z_]+)\.(.+)$/

/** The fields of the form by proposal; an empty one is no mark yet. */
const sheetFrom = (values: Readonly<Record<string, unknown>>, form: { readonly int: (name: string) => number; readonly text: (name: string) => string }) => {
  const sheet = new Map<string, Record<string, number>>()
  for (const name of Object.keys(values)) {
    const [, item, criterion] = MARK.exec(name) ?? []
    if (item === undefined || criterion === undefined) continue
    const marks = sheet.get(item) ?? {}
    sheet.set(item, form.text(name) === '' ? marks : { ...marks, [criterion]: form.int(name) })
  }
  return [...sheet].map(([item, marks]) => ({ item, marks, opinion: form.text(`opinion.${item}`) }))
}

export const action = ({ context, request, params }: Route.ActionArgs) =>
  runCommand(context, request, async ({ panel }, form, call) => {
    const { id } = params
    const [intent, personId = ''] = form.text('intent').split(':')
    if (intent === 'seal') await panel.sealNonce({ id, commitment: form.text('commitment'), barred: form.all('barred') }, call)
    else if (intent === 'unseal') await panel.unsealNonce({ id, nonce: form.text('nonce') }, call)
    else if (intent === 'declare') await panel.declare({ id }, call)
    else if (intent === 'recuse') await panel.recuse({ id, reason: form.text('reason') }, call)
    else if (intent === 'save') await panel.saveSheet({ id, sheet: sheetFrom(form.values(), form) }, call)
    else if (intent === 'lock') await panel.lockSheet({ id }, call)
    else await panel.replaceExpert({ id, personId, reason: form.text('reason') }, call)
    return null
  })

type Data = Route.ComponentProps['loaderData']
type Outcome = CommandOutcome<unknown> | undefined

const DONE = {
  seal: 'doneSeal',
  unseal: 'doneUnseal',
  declare: 'doneDeclare',
  recuse: 'doneRecuse',
  save: 'doneSave',
  lock: 'doneLock',
  replace: 'doneReplace',
} as const

const PanelDesk = ({ loaderData }: Route.ComponentProps) => {
  const { panel } = loaderData
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const outcome = useActionData<typeof action>()
  const done = outcome?.ok ? DONE[outcome.intent.split(':')[0] as keyof typeof DONE] : undefined
  return (
    <Page>
      <PageHead
        title={inLang(panel.title)}
        number={panel.number}
        state={<StateBadge tone={panelTones[panel.state]}>{panelStateWord(panel.state, lang)}</StateBadge>}
        deadline={panel.endedAt === null ? { label: say('scoreBy'), at: panel.scoreBy } : null}
        trail={[{ label: say('title'), to: localPath(lang, panelsDesk()) }]}
        actions={
          <LinkButton to={panelPage(panel.id)} variant="default">
            {say('publicPage')}
          </LinkButton>
        }
      />
      {done ? (
        <Banner tone="success" isResult>
          {say(done)}
        </Banner>
      ) : null}
      <Stack gap={24}>
        <Acts data={loaderData} outcome={outcome} />
        <Running data={loaderData} outcome={outcome} />
        <Section title={say('criteria')}>
          <CriteriaTable criteria={panel.criteria} />
        </Section>
        <Section title={say('draw')} about={say('drawAbout')}>
          <SideTable sides={panel.sides} />
        </Section>
      </Stack>
    </Page>
  )
}
export default PanelDesk

const Acts = ({ data: { panel, mine }, outcome }: { readonly data: Data; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const { acts } = panel
  if (isAllowed(acts, 'seal')) return <Sealing bar={panel.bar} outcome={outcome} />
  if (isAllowed(acts, 'unseal')) return <Unsealing outcome={outcome} />
  if (mine?.digest)
    return (
      <Banner tone="success">
        {say('myLocked')} <code className={styles.digest}>{mine.digest}</code>
      </Banner>
    )
  if (mine)
    return (
      <>
        {isAllowed(acts, 'save') ? <Scoring items={mine.items} criteria={panel.criteria} outcome={outcome} /> : null}
        <Declaring panel={panel} outcome={outcome} />
      </>
    )
  return isAllowed(acts, 'replace') ? null : <p>{say('nothing')}</p>
}

const Declaring = ({ panel, outcome }: { readonly panel: Data['panel']; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const mayDeclare = isAllowed(panel.acts, 'declare')
  if (!mayDeclare && !isAllowed(panel.acts, 'recuse')) return null
  return (
    <Section title={say('declareTitle')} isSheet>
      <Stack gap={16}>
        {mayDeclare ? (
          <>
            <p>{say('declareAbout', { owner: inLang(panel.owner.name) })}</p>
            <ActionForm intent="declare" outcome={outcome}>
              <FormActions>
                <Submit>{say('declare')}</Submit>
              </FormActions>
            </ActionForm>
          </>
        ) : isAllowed(panel.acts, 'save') ? null : (
          <p>{say('waitItems')}</p>
        )}
        <ConfirmAct
          intent="recuse"
          outcome={outcome}
          label={say('recuse')}
          about={say('recuseAbout')}
          consequences={[]}
          confirmLabel={say('recuseConfirm')}
          tone="quiet"
          isFinal
        >
          <TextField name="reason" label={say('reason')} isRequired maxLength={500} />
        </ConfirmAct>
      </Stack>
    </Section>
  )
}

/** For the clerk who runs it; what is locked is a number until all are. */
const Running = ({ data: { panel }, outcome }: { readonly data: Data; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const { experts, lockedCount, sheets, marks, acts } = panel
  const late = isAllowed(acts, 'replace') ? (experts ?? []).filter(({ isOverdue }) => isOverdue) : []
  return (
    <>
      {experts === null || experts.length === 0 ? null : (
        <Section
          title={say('experts')}
          about={lockedCount === null ? undefined : `${say('locked', { locked: lockedCount, seats: panel.seats })} ${say('lockedAbout')}`}
        >
          <Stack gap={16}>
            <SeatTable seats={experts} />
            {late.map(({ personId, name }) => (
              <ConfirmAct
                key={personId}
                intent={`replace:${personId}`}
                outcome={outcome}
                label={`${say('replace')}: ${inLang(name)}`}
                about={say('replaceAbout')}
                consequences={[]}
                confirmLabel={say('replaceConfirm')}
              >
                <TextField name="reason" label={say('reason')} isRequired maxLength={500} />
              </ConfirmAct>
            ))}
          </Stack>
        </Section>
      )}
      {marks === null ? null : (
        <Section title={say('marks')} about={say('marksAbout')}>
          <MarkTable marks={marks} />
        </Section>
      )}
      {sheets === null ? null : (
        <Section title={say('sheets')} about={say('sheetsAbout')}>
          <Stack gap={16}>
            {sheets.map((sheet) => (
              <SheetTable key={sheet.letter} sheet={sheet} criteria={panel.criteria} />
            ))}
          </Stack>
        </Section>
      )}
    </>
  )
}
