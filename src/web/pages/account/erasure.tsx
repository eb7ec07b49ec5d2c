/** Where an erasure stands, for whoever has its number: the proof that stays when the account is gone. */
import type { Route } from './+types/erasure.ts'
import { en, zh } from '#modules/account/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { texts, useCodeText, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { words } from './words.text.ts'

const text = texts({
  zh: { title: '删除账户的凭证', state: '状态', due: '等待期满', closed: '办结时间' },
  en: { title: 'Proof of an erasure', state: 'State', due: 'End of the waiting period', closed: 'Closed' },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => [...pageTitle(params.lang, text, 'title'), { name: 'robots', content: 'noindex' }]

export const loader = ({ context, params }: Route.LoaderArgs) => orNotFound(apiOf(context).account.erasures.get({ id: params.id }))

const ErasurePage = ({ loaderData: { id, state, askedAt, dueAt, closedAt } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const word = useCodeText({ zh, en })
  return (
    <Page width="narrow">
      <PageHead title={say('title')} />
      <Section title={word(`state.erasure.${state}`)} isSheet>
        <FactsTable
          rows={[
            { label: say('number'), value: <code>{id}</code> },
            { label: say('asked'), value: formatInstant(askedAt, lang) },
            { label: say('due'), value: formatInstant(dueAt, lang) },
            ...(closedAt === null ? [] : [{ label: say('closed'), value: formatInstant(closedAt, lang) }]),
          ]}
        />
      </Section>
    </Page>
  )
}
export default ErasurePage
