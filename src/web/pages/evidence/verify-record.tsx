/** A record by its number: what is proven, by which checkpoint, and the proof to keep. Works without JavaScript. */
import { IconDownload } from '@tabler/icons-react'
import { Form } from 'react-router'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { CheckpointView, FactView } from '#modules/evidence/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { TextBox } from '../../ui/input.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { evidencePage } from './addresses.ts'
import { FactBody } from './evidence-body.tsx'
import type { FactRow } from './evidence-words.server.ts'
import { text } from './verify.text.ts'
import styles from './verify.module.css'

export type Found = ({ readonly ok: true } & FoundFact) | { readonly ok: false; readonly text: Bilingual }

interface FoundFact {
  readonly fact: FactView
  readonly checkpoint: CheckpointView
  /** The fact in one line. */
  readonly words: string
  readonly rows: readonly FactRow[]
}

export const VerifyRecord = ({ asked, found }: { readonly asked: string; readonly found: Found | null }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('lookUp')} about={say('lookUpLead')} id="record">
      <Form method="get" className={styles.lookUp} preventScrollReset>
        <div className={styles.grow}>
          <TextBox
            key={asked}
            id="look-up-fact"
            name="fact"
            label={say('lookUpField')}
            defaultValue={asked}
            placeholder="fct_…"
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
            error={found?.ok === false ? found.text[lang] : null}
          />
        </div>
        <Button type="submit" tone="quiet">
          {say('lookUpButton')}
        </Button>
      </Form>
      {found?.ok ? <FoundRecord {...found} /> : null}
    </Section>
  )
}

const FoundRecord = ({ fact, checkpoint, words, rows }: FoundFact) => {
  const say = useSay(text)
  const lang = useLang()
  const subject = evidencePage(fact.subject)
  return (
    <div className={styles.report}>
      <Banner tone="success" title={say('found')}>
        {say('foundLead', { position: fact.position, size: checkpoint.size })}
      </Banner>
      <FactsTable
        rows={[
          { label: say('type'), value: words, hint: fact.type },
          { label: say('subject'), value: <LocalLink to={subject}>{fact.subject}</LocalLink> },
          { label: say('at'), value: <time dateTime={fact.at}>{formatInstant(fact.at, lang, true)}</time> },
          { label: say('digest'), value: <code className={styles.mono}>{fact.digest}</code> },
          {
            label: say('content'),
            value: fact.body === null ? null : <FactBody body={fact.body} rows={rows} />,
            absent: say(fact.erasedAt === null ? 'hiddenContent' : 'erasedContent'),
          },
        ]}
      />
      <Row>
        <DownloadButton href={`/api/v1/evidence/facts/${fact.factId}/proof-file`} icon={<IconDownload size={18} aria-hidden="true" />}>
          {say('download')}
        </DownloadButton>
        <LocalLink to={subject}>{say('timeline')}</LocalLink>
      </Row>
    </div>
  )
}
