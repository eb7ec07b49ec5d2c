/** Everything the evidence log holds about one object, oldest first. */
import { IconDownload } from '@tabler/icons-react'
import type { Route } from './+types/evidence.ts'
import type { FactView } from '#modules/evidence/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, sayIn, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { SealLink } from '../../ui/badges.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { verifyPage } from './addresses.ts'
import { FactBody } from './evidence-body.tsx'
import { factRows, factText, subjectName, type FactRow } from './evidence-words.server.ts'
import { text } from './evidence.text.ts'
import styles from './verify.module.css'

const PAGE = 50

export const loader = async ({ context, params: { subject }, request }: Route.LoaderArgs) => {
  const url = new URL(request.url)
  const lang = langOfPath(url.pathname)
  const cursor = url.searchParams.get('cursor')
  const { items, nextCursor } = await orNotFound(apiOf(context).evidence.facts.list({ subject, limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
  const bodies = items.map(({ body }) => body)
  return {
    subject,
    nextCursor,
    name: subjectName(lang, bodies),
    items: items.map((fact) => ({ ...fact, words: factText(lang, fact.type, fact.body), rows: factRows(lang, fact.type, fact.body) })),
  }
}

export const meta: Route.MetaFunction = ({ location }) => [{ title: sayIn(text, langOfPath(location.pathname))('pageTitle') }]

const EvidencePage = ({ loaderData: { subject, name, items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead
        title={name === null ? say('title') : say('titleOf', { name })}
        number={subject}
        subtitle={say('lead')}
        trail={[{ label: say('verify'), to: localPath(lang, verifyPage()) }]}
      />
      {items.length === 0 ? (
        <EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState>
      ) : (
        <ol className={styles.timeline} aria-label={say('title')}>
          {items.map((fact) => (
            <Entry key={fact.factId} fact={fact} />
          ))}
        </ol>
      )}
      <Pager nextCursor={nextCursor} />
      <p>
        <LocalLink to={verifyPage()}>{say('how')}</LocalLink>
      </p>
    </Page>
  )
}
export default EvidencePage

const Entry = ({ fact }: { readonly fact: FactView & { readonly words: string; readonly rows: readonly FactRow[] } }) => {
  const say = useSay(text)
  const lang = useLang()
  const { body, digest, position, erasedAt } = fact
  return (
    <li>
      <time dateTime={fact.at}>{formatInstant(fact.at, lang, true)}</time>
      <div className={styles.entry}>
        <strong>{fact.words}</strong>
        <span className={styles.note}>
          <code className={styles.mono}>{fact.type}</code> · {position === null ? say('pending') : say('entry', { position })}
          {body === null ? ` · ${say(erasedAt === null ? 'hidden' : 'erased')}` : null}
        </span>
        <details>
          <summary>{say(body === null ? 'digest' : 'content')}</summary>
          {body === null ? null : <FactBody body={body} rows={fact.rows} />}
          <p className={styles.note}>
            {say('digest')} <code className={styles.mono}>{digest}</code>
          </p>
        </details>
        {position === null ? null : (
          <span className={styles.acts}>
            <SealLink factId={fact.factId} />
            <a href={`/api/v1/evidence/facts/${fact.factId}/proof-file`}>
              <IconDownload size={16} aria-hidden="true" /> {say('proof')}
            </a>
          </span>
        )}
      </div>
    </li>
  )
}
