/** Complaints as rows: number, matter, day and state. */
import type { ReactNode } from 'react'
import type { Api } from '../../contract.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { complaintPage } from './addresses.ts'
import { complaintStateWord, complaintTones, complaintWord } from './complaints-words.ts'
import { text } from './complaints.text.ts'

type Card = Awaited<ReturnType<Api['complaint']['mine']>>['items'][number]

interface ComplaintTableProps {
  readonly caption: string
  readonly rows: readonly Card[]
  readonly nextCursor: string | null
  readonly empty: ReactNode
}

export const ComplaintState = ({ complaint: { state, isLate } }: { readonly complaint: Pick<Card, 'state' | 'isLate'> }) => {
  const say = useSay(text)
  const lang = useLang()
  const isOverdue = state === 'received' && isLate
  return (
    <StateBadge tone={isOverdue ? 'failed' : complaintTones[state]}>
      {isOverdue ? `${complaintStateWord(state, lang)} · ${say('late')}` : complaintStateWord(state, lang)}
    </StateBadge>
  )
}

export const ComplaintTable = ({ caption, rows, nextCursor, empty }: ComplaintTableProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => localPath(lang, complaintPage(id))}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        { key: 'number', header: say('number'), cell: (row) => row.number },
        { key: 'kind', header: say('kind'), cell: (row) => complaintWord('kind', row.kind, lang) },
        { key: 'filed', header: say('filed'), cell: (row) => formatInstant(row.filedAt, lang) },
        { key: 'due', header: say('due'), cell: (row) => formatEnd(row.dueAt, lang) },
        { key: 'state', header: say('state'), cell: (row) => <ComplaintState complaint={row} /> },
      ]}
    />
  )
}
