/** A list of the desk whose rows stand for money: those under way or those that ended, a sum of the ticked ones, the whole as a file. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { ReactNode } from 'react'
import { localPath, useInLang, useLang, type Say } from '../i18n/lang.ts'
import type { Place } from '../i18n/place.ts'
import { Tag } from './badges.tsx'
import { DataTable, type Column } from './data-table.tsx'
import { Page, PageHead, Tabs } from './layout.tsx'
import { ListTools, NoneFound } from './list-tools.tsx'
import { EmptyState } from './notices.tsx'
import { Pager } from './pager.tsx'
import { Price } from './price.tsx'
import { useSelection } from './selection.tsx'

interface Numbered {
  readonly id: string
  readonly number: string
  readonly title: Bilingual
  readonly state: string
  readonly isMine: boolean
}

interface MoneyListProps<Row> {
  readonly say: Say<'list' | 'listLead' | 'stage' | 'open' | 'empty' | 'emptyAbout' | 'state' | 'mine'>
  readonly page: { readonly items: readonly Row[]; readonly nextCursor: string | null }
  /** The tab of what is over. */
  readonly over: { readonly value: string; readonly label: string }
  readonly file: Place
  /** Where the rows can be searched. */
  readonly searchLabel?: string
  readonly pageOf: (id: string) => Place
  /** Number and title. */
  readonly named: { readonly key: string; readonly header: string }
  readonly badge: (row: Row) => ReactNode
  readonly money: { readonly key: string; readonly header: string; readonly minorOf: (row: Row) => string }
  readonly between?: readonly Column<Row>[]
  readonly after: readonly Column<Row>[]
}

export const MoneyList = <Row extends Numbered>(props: MoneyListProps<Row>) => {
  const { say, page, over, file, searchLabel, pageOf, named, badge, money, between = [], after } = props
  const { items, nextCursor } = page
  const inLang = useInLang()
  const lang = useLang()
  const { boxes, sum } = useSelection({ rows: items, rowKey: ({ id }) => id, nameOf: ({ number }) => number, of: money.header, minorOf: money.minorOf })
  return (
    <Page width="wide">
      <PageHead title={say('list')} subtitle={say('listLead')} />
      <Tabs label={say('stage')} param="stage" tabs={[{ value: 'open', label: say('open') }, over]} />
      <ListTools file={file} {...(searchLabel === undefined ? {} : { searchLabel })} />
      <DataTable
        caption={say('list')}
        rows={items}
        rowKey={({ id }) => id}
        rowHref={({ id }) => localPath(lang, pageOf(id))}
        nextCursor={nextCursor}
        empty={
          <NoneFound>
            <EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>
          </NoneFound>
        }
        columns={[
          ...boxes,
          { ...named, cell: (row) => `${row.number} ${inLang(row.title)}`, sort: (row) => row.number },
          {
            key: 'state',
            header: say('state'),
            sort: (row) => row.state,
            cell: (row) => (
              <>
                {badge(row)} {row.isMine ? <Tag>{say('mine')}</Tag> : null}
              </>
            ),
          },
          ...between,
          {
            key: money.key,
            header: money.header,
            align: 'end',
            cell: (row) => <Price minor={money.minorOf(row)} size="s" />,
            sort: (row) => BigInt(money.minorOf(row)),
          },
          ...after,
        ]}
      />
      {sum}
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
