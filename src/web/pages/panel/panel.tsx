/** One panel for everybody: how its experts are drawn, what was marked, and how to do it again. */
import type { Route } from './+types/panel.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { DownloadButton, LinkButton } from '../../ui/links.tsx'
import { panelDesk, panelsPage } from './addresses.ts'
import { CriteriaTable, MarkTable, SeatTable, SheetTable, SideTable } from './panel-tables.tsx'
import { panelStateWord, panelTones } from './panel-words.ts'
import styles from './panel.module.css'
import { text } from './panel.text.ts'

export const loader = async ({ context, params }: Route.LoaderArgs) => ({ panel: await orNotFound(apiOf(context).panel.get({ id: params.id })) })
export const meta: Route.MetaFunction = ({ loaderData, params }) => plainTitle(params.lang, loaderData?.panel.number ?? '')

type Panel = Route.ComponentProps['loaderData']['panel']

const PanelPage = ({ loaderData: { panel } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Page>
      <PageHead
        title={inLang(panel.title)}
        number={panel.number}
        state={<StateBadge tone={panelTones[panel.state]}>{panelStateWord(panel.state, lang)}</StateBadge>}
        deadline={panel.endedAt === null ? { label: say('scoreBy'), at: panel.scoreBy } : null}
        trail={[{ label: say('title'), to: localPath(lang, panelsPage()) }]}
        actions={
          <>
            <SealLink subject={panel.id} />
            {panel.acts.length === 0 ? null : <LinkButton to={panelDesk(panel.id)}>{say('office')}</LinkButton>}
          </>
        }
      />
      <Stack gap={24}>
        <Facts panel={panel} />
        <Section title={say('criteria')}>
          <CriteriaTable criteria={panel.criteria} />
        </Section>
        <Section title={say('draw')} about={say('drawAbout')}>
          <Stack gap={16}>
            <SideTable sides={panel.sides} />
            <FactsTable
              rows={[
                { label: say('poolDigest'), value: <code className={styles.digest}>{panel.poolDigest}</code> },
                { label: say('seed'), value: panel.seed && <code className={styles.digest}>{panel.seed}</code> },
              ]}
            />
          </Stack>
        </Section>
        <Outcome panel={panel} />
      </Stack>
    </Page>
  )
}
export default PanelPage

const Facts = ({ panel }: { readonly panel: Panel }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const { seats, perUnit, leastSheets: least } = panel
  return (
    <Section title={say('facts')} isSheet>
      <FactsTable
        columns={2}
        rows={[
          { label: say('owner'), value: inLang(panel.owner.name) },
          { label: say('seats'), value: say('seatsValue', { seats, perUnit, least }) },
          { label: say('sealBy'), value: formatInstant(panel.sealBy, lang) },
          { label: say('unsealBy'), value: formatInstant(panel.unsealBy, lang) },
          { label: say('declareBy'), value: formatInstant(panel.declareBy, lang) },
          { label: say('scoreBy'), value: formatInstant(panel.scoreBy, lang) },
          { label: say('endReason'), value: panel.endReason },
        ]}
      />
    </Section>
  )
}

const Outcome = ({ panel: { id, state, marks, experts, sheets, criteria } }: { readonly panel: Panel }) => {
  const say = useSay(text)
  return (
    <>
      {marks === null ? null : (
        <Section title={say('marks')} about={say('marksAbout')}>
          <MarkTable marks={marks} />
        </Section>
      )}
      {experts === null ? null : (
        <Section title={say('experts')}>
          <SeatTable seats={experts} />
        </Section>
      )}
      {sheets === null ? null : (
        <Section title={say('sheets')} about={say('sheetsAbout')}>
          <Stack gap={16}>
            {sheets.map((sheet) => (
              <SheetTable key={sheet.letter} sheet={sheet} criteria={criteria} />
            ))}
          </Stack>
        </Section>
      )}
      {state === 'revealed' ? (
        <Section title={say('repeat')} about={say('repeatAbout')} isSheet>
          <Stack gap={12}>
            <code className={styles.digest}>{`zhepai verify ${id}.json`}</code>
            <DownloadButton href={`/api/v1/panels/${id}/record`} fileName={`${id}.json`}>
              {say('repeatRecord')}
            </DownloadButton>
          </Stack>
        </Section>
      ) : null}
    </>
  )
}
