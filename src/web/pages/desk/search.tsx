/** The desks' search as a page: works without scripts, and its address can be kept. */
import { Form, useSearchParams } from 'react-router'
import type { Route } from './+types/search.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer } from '../../shell/calls.ts'
import { askedWords, searchAll } from '../../shell/search.server.ts'
import { pageTitle } from '../../shell/title.ts'
import { Button } from '../../ui/button.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { searchPage } from './addresses.ts'
import styles from './search.module.css'
import { countOf, SearchResults } from './search-results.tsx'
import { text } from './search.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const { pathname, searchParams } = new URL(request.url)
  const q = askedWords(searchParams.get('q'))
  return { q, groups: q === null ? [] : await searchAll({ api: apiOf(context), viewer, lang: langOfPath(pathname), q }) }
}

const SearchPage = ({ loaderData: { q, groups } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const [search] = useSearchParams()
  const count = countOf(groups)
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <Form role="search" aria-label={say('title')} action={localPath(lang, searchPage())} className={styles.form}>
        <input
          key={search.get('q')}
          type="search"
          name="q"
          className={styles.words}
          aria-label={say('words')}
          placeholder={say('words')}
          defaultValue={search.get('q') ?? ''}
          maxLength={80}
        />
        <Button type="submit">{say('find')}</Button>
      </Form>
      <p role="status" className={styles.status}>
        {q === null ? say('begin') : count > 0 ? say('found', { count }) : ''}
      </p>
      {q !== null && count === 0 ? <EmptyState title={say('none', { q })}>{say('noneAbout')}</EmptyState> : <SearchResults groups={groups} />}
    </Page>
  )
}
export default SearchPage
