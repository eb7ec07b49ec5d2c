/** Lists of panels, sides, experts and marks. */
import type { PanelCard, SeatView, SideView } from '#modules/panel/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { Address } from '../../i18n/place.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable, Lines } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { panelStateWord, panelTones, percent, points, seatStateWord, seatTones, sideWord } from './panel-words.ts'
import { text } from './panel.text.ts'
import styles from './panel.module.css'

interface PanelTableProps {
  readonly panels: readonly PanelCard[]
  readonly nextCursor: string | null
  readonly href: (panel: PanelCard) => Address
}

export const PanelTable = ({ panels, nextCursor, href }: PanelTableProps) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('title')}
      rows={panels}
      rowKey={({ id }) => id}
      rowHref={href}
      nextCursor={nextCursor}
      columns={[
        { key: 'title', header: say('panel'), cell: ({ title, number }) => `${inLang(title)} · ${number}` },
        { key: 'owner', header: say('owner'), cell: ({ owner }) => inLang(owner.name), isWideOnly: true },
        { key: 'state', header: say('state'), cell: ({ state }) => <StateBadge tone={panelTones[state]}>{panelStateWord(state, lang)}</StateBadge> },
        {
          key: 'until',
          header: say('until'),
          cell: ({ scoreBy }) => <time dateTime={scoreBy}>{formatInstant(scoreBy, lang)}</time>,
          sort: ({ scoreBy }) => scoreBy,
        },
      ]}
      empty={<EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>}
    />
  )
}

export const SideTable = ({ sides }: { readonly sides: readonly SideView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <DataTable
      caption={say('draw')}
      rows={sides}
      rowKey={({ side }) => side}
      columns={[
        { key: 'side', header: say('side'), cell: ({ side }) => sideWord(side, lang) },
        {
          key: 'commitment',
          header: say('commitment'),
          cell: ({ commitment }) => <code className={styles.digest}>{commitment ?? say('notSealed')}</code>,
          isLong: true,
        },
        {
          key: 'nonce',
          header: say('nonce'),
          cell: ({ nonce, isUnsealed }) => <code className={styles.digest}>{nonce ?? say(isUnsealed ? 'isUnsealed' : 'notUnsealed')}</code>,
          isLong: true,
        },
      ]}
    />
  )
}

export const SeatTable = ({ seats }: { readonly seats: readonly SeatView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('experts')}
      rows={seats}
      rowKey={({ personId }) => personId}
      columns={[
        { key: 'expert', header: say('expert'), cell: ({ name }) => inLang(name) },
        { key: 'unit', header: say('unit'), cell: ({ unit }) => inLang(unit), isLong: true },
        {
          key: 'state',
          header: say('state'),
          cell: ({ state, isOverdue, leftReason }) => (
            <Lines>
              <StateBadge tone={isOverdue ? 'failed' : seatTones[state]}>{isOverdue ? say('overdue') : seatStateWord(state, lang)}</StateBadge>
              {leftReason}
            </Lines>
          ),
        },
        { key: 'answerBy', header: say('answerBy'), cell: ({ state, answerBy }) => (state === 'drawn' ? formatInstant(answerBy, lang) : ''), isWideOnly: true },
      ]}
    />
  )
}

interface Criterion {
  readonly key: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly weightBasisPoints: number
}

export const CriteriaTable = ({ criteria }: { readonly criteria: readonly Criterion[] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('criteria')}
      rows={criteria}
      rowKey={({ key }) => key}
      columns={[
        { key: 'criterion', header: say('criterion'), cell: ({ title }) => inLang(title) },
        { key: 'weight', header: say('weight'), cell: ({ weightBasisPoints }) => percent(weightBasisPoints) },
      ]}
    />
  )
}

export const MarkTable = ({ marks }: { readonly marks: readonly { readonly item: string; readonly markBasisPoints: number }[] }) => {
  const say = useSay(text)
  return (
    <DataTable
      caption={say('marks')}
      rows={marks}
      rowKey={({ item }) => item}
      columns={[
        { key: 'item', header: say('item'), cell: ({ item }) => say('itemName', { key: item }), sort: ({ item }) => Number(item) },
        { key: 'mark', header: say('mark'), cell: ({ markBasisPoints }) => points(markBasisPoints), sort: ({ markBasisPoints }) => markBasisPoints },
      ]}
    />
  )
}

interface Sheet {
  readonly letter: string
  readonly sheet: readonly { readonly item: string; readonly marks: Readonly<Record<string, number>>; readonly opinion: string }[]
}

export const SheetTable = ({ sheet: { letter, sheet }, criteria }: { readonly sheet: Sheet; readonly criteria: readonly Criterion[] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('sheetOf', { letter })}
      isCaptionShown
      rows={sheet}
      rowKey={({ item }) => item}
      columns={[
        { key: 'item', header: say('item'), cell: ({ item }) => say('itemName', { key: item }) },
        ...criteria.map(({ key, title }) => ({ key, header: inLang(title), cell: (row: Sheet['sheet'][number]) => row.marks[key] ?? '' })),
        { key: 'opinion', header: say('opinion'), cell: ({ opinion }) => opinion, isLong: true },
      ]}
    />
  )
}
