/** That rules are about to change, where everybody sees it (E-Commerce Law art. 34: in a prominent place on the home page). */
import type { Api } from '../../contract.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { frontBlock } from '../front/block.ts'
import { openChangesPage } from './addresses.ts'

const text = texts({
  zh: { open: '{count}项平台规则变更正在公开征求意见，最早于{until}截止。', read: '查看并发表意见' },
  en: { open: '{count} changes of this market’s rules are open for comment; the first closes {until}.', read: 'Read and comment' },
})

interface Open {
  readonly count: number
  readonly until: string
}

const load = async (api: Api): Promise<Open | null> => {
  const { items } = await api.rulebook.openProposals.list({})
  const until = items[0]?.commentsCloseAt ?? null
  return until === null ? null : { count: items.length, until }
}

const OpenChanges = ({ data }: { readonly data: Open | null }) => {
  const say = useSay(text)
  const lang = useLang()
  if (data === null) return null
  return (
    <Banner tone="info">
      {say('open', { count: data.count, until: formatEnd(data.until, lang) })} <LocalLink to={openChangesPage()}>{say('read')}</LocalLink>
    </Banner>
  )
}

export const openRuleChanges = frontBlock({ name: 'ruleChanges', load, Shown: OpenChanges })
