/** What happened with an account: for its owner and for administrators. */
import { useCodeText, useLang, useSay } from '../../i18n/lang.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { en, zh } from '#modules/account/messages.ts'
import type { Api } from '../../contract.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { text } from './account.text.ts'
import { programOf } from './program.ts'
import styles from './account.module.css'

export type SecurityEventRow = Awaited<ReturnType<Api['account']['events']['list']>>['items'][number]

interface EventsProps {
  readonly caption: string
  readonly events: readonly SecurityEventRow[]
  /** Columns between what and when. */
  readonly more?: readonly Column<SecurityEventRow>[]
}

export const SecurityEvents = ({ caption, events, more = [] }: EventsProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const lang = useLang()
  return (
    <DataTable
      caption={caption}
      rows={events}
      rowKey={(event) => event.id}
      empty={<EmptyState title={say('noEvents')} />}
      columns={[
        {
          key: 'what',
          header: say('what'),
          cell: (event) => (
            <>
              {word(`enum.account.event.${event.kind}`)}
              {event.times > 1 ? <span className={styles.meta}> {say('eventTimes', { times: event.times })}</span> : null}
              {(event.detail['operation'] ?? event.detail['name'] ?? event.detail['reason']) ? (
                <div className={styles.meta}>
                  {[event.detail['name'], event.detail['reason'], event.detail['operation'], event.detail['code']].filter(Boolean).join(' · ')}
                </div>
              ) : null}
            </>
          ),
        },
        ...more,
        { key: 'when', header: say('eventWhen'), cell: (event) => formatInstant(event.lastAt, lang) },
        {
          key: 'where',
          header: say('origin'),
          cell: (event) => (
            <>
              {event.address}
              <div className={styles.meta}>{programOf(event.agent)}</div>
            </>
          ),
        },
      ]}
    />
  )
}
