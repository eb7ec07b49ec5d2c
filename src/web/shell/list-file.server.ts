/** A list of a desk as a file for a table program: the rows of the present filter, read by the same operation and with the same access as the page. */
import { stringify } from 'csv-stringify/sync'
import type { RouterContextProvider } from 'react-router'
import type { Role } from '#kernel/actor.ts'
import { dateOf, parseInstant } from '#kernel/instant.ts'
import { yuanFigures } from '#kernel/money.ts'
import type { Api } from '../contract.ts'
import { formatTime } from '../i18n/dates.ts'
import { langOfPath, type Lang } from '../i18n/lang.ts'
import { apiOf, nowOf, orNotFound, requireRole } from './calls.ts'
import { appContext, type Viewer } from './context.ts'

const PAGE = 100
/** So many rows are read for one file; who wants more narrows the list. */
const MOST_ROWS = 5_000
const CUT = {
  zh: `本文件只含前${MOST_ROWS}行，请筛选后分次导出。`,
  en: `This file has the first ${MOST_ROWS} rows only; filter the list and export in parts.`,
}

export type FileColumn<Row> = readonly [header: string, value: (row: Row) => string | number | null]

export interface ListFile<Row> {
  /** Of the file: `contracts`. */
  readonly name: string
  readonly columns: readonly FileColumn<Row>[]
  readonly page: (at: { readonly limit: number; readonly cursor?: string }) => Promise<{ readonly items: readonly Row[]; readonly nextCursor: string | null }>
}

interface ListAsked {
  readonly api: Api
  readonly viewer: Viewer
  readonly search: URLSearchParams
  readonly lang: Lang
}

/** Yuan and fen as table programs read them. */
export const yuanCell = (minor: string | null): string => (minor === null ? '' : yuanFigures(BigInt(minor)).replaceAll(',', ''))
/** Beijing time. */
export const timeCell = (iso: string | null): string => (iso === null ? '' : `${dateOf(parseInstant(iso))} ${formatTime(iso)}`)

const rowsOf = async <Row>({ page }: ListFile<Row>): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }> => {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const { items, nextCursor } = await page({ limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    rows.push(...items)
    cursor = nextCursor
  } while (cursor !== null && rows.length < MOST_ROWS)
  return { rows, isCut: cursor !== null }
}

export interface LoaderArgs {
  readonly context: Readonly<Pick<RouterContextProvider, 'get'>>
  readonly request: Request
}

/** `export const loader = listFile(['tto'], ({ api, search, lang }) => ({ name, columns, page }))`. Who took the file is kept in the security log. */
export const listFile =
  <Row>(roles: readonly Role[], listOf: (asked: ListAsked) => ListFile<Row>) =>
  async ({ context, request }: LoaderArgs): Promise<Response> => {
    const viewer = requireRole(context, request, roles)
    const { pathname, searchParams } = new URL(request.url)
    const lang = langOfPath(pathname)
    const list = listOf({ api: apiOf(context), viewer, search: searchParams, lang })
    const { rows, isCut } = await orNotFound(rowsOf(list))
    context.get(appContext).tookFile(list.name)
    const lines = [list.columns.map(([header]) => header), ...rows.map((row) => list.columns.map(([, value]) => value(row))), ...(isCut ? [[CUT[lang]]] : [])]
    // What begins like a formula stays text: names and titles are written by strangers.
    const content = stringify(lines, { bom: true, record_delimiter: 'windows', escape_formulas: true })
    return new Response(content, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="zhepai-${list.name}-${dateOf(nowOf(context))}.csv"`,
        'cache-control': 'no-store',
      },
    })
  }
