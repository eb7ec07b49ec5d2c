/** Checking evidence: a file in the visitor's browser, a record by its number, and the state of the log. */
import { redirect } from 'react-router'
import type { Route } from './+types/verify.ts'
import type { Lang } from '#kernel/bilingual.ts'
import { langOfPath, localPath, sayIn, useSay } from '../../i18n/lang.ts'
import type { Api } from '../../contract.ts'
import { apiOf, refusalOf } from '../../shell/calls.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { sealedPage } from '../sealing/addresses.ts'
import { evidencePage } from './addresses.ts'
import { factRows, factText } from './evidence-words.server.ts'
import { VerifyFile } from './verify-file.tsx'
import { KeyWarning, VerifyKeys } from './verify-keys.tsx'
import { VerifyLog } from './verify-log.tsx'
import { VerifyRecord, type Found } from './verify-record.tsx'
import { verifier } from './verifier.server.ts'
import { text } from './verify.text.ts'

const MAX_ASKED = 60

const lookUp = async (api: Api, factId: string, lang: Lang): Promise<Found> => {
  try {
    const { fact, checkpoint } = await api.evidence.facts.proof({ factId })
    return { ok: true, fact, checkpoint, words: factText(lang, fact.type, fact.body), rows: factRows(lang, fact.type, fact.body) }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { ok: false, text: refusal.code === 'request.invalid' ? { zh: text.zh.notANumber, en: text.en.notANumber } : refusal.text }
  }
}

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const url = new URL(request.url)
  const lang = langOfPath(url.pathname)
  const subject = url.searchParams.get('subject')
  if (subject) throw redirect(localPath(lang, evidencePage(subject)))
  const api = apiOf(context)
  const asked = (url.searchParams.get('fact') ?? '').trim().slice(0, MAX_ASKED)
  const [{ checkpoint }, { keys }, found] = await Promise.all([
    api.evidence.checkpoint.get(),
    api.evidence.keys.list(),
    asked === '' ? null : lookUp(api, asked, lang),
  ])
  return { checkpoint, keys, asked, found, verifierSha256: verifier.sha256 }
}

export const meta: Route.MetaFunction = ({ location }) => [{ title: sayIn(text, langOfPath(location.pathname))('pageTitle') }]

const VerifyPage = ({ loaderData: { checkpoint, keys, asked, found, verifierSha256 } }: Route.ComponentProps) => {
  const say = useSay(text)
  const record = <VerifyRecord asked={asked} found={found} />
  const file = <VerifyFile publishedKeys={keys} />
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <KeyWarning keys={keys} />
      {asked === '' ? file : record}
      {asked === '' ? record : file}
      <VerifyLog checkpoint={checkpoint} verifierSha256={verifierSha256} />
      <VerifyKeys keys={keys} />
      <p>
        <LocalLink to={sealedPage()}>{say('sealed')}</LocalLink>
      </p>
    </Page>
  )
}
export default VerifyPage
