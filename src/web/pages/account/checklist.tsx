/** What the market needs to trade and what of it is missing. Nothing here is ticked off by hand. */
import type { Route } from './+types/checklist.ts'
import { texts, useInLang, useSay } from '../../i18n/lang.ts'
import { requireRole } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { partiesOf } from '../party/addresses.ts'
import { holidaysPage } from '../rulebook/addresses.ts'
import { financePage } from '../payment/addresses.ts'
import styles from './checklist.module.css'

const text = texts({
  zh: {
    title: '开业检查',
    lead: '每次打开时重新检查。命令行：zhepai checklist。',
    missing: '还缺 {count} 项，市场暂时不能完整运行。',
    complete: '没有缺失。',
    state_done: '已具备',
    state_attention: '请留意',
    state_missing: '缺失',
    open: '去办理',
  },
  en: {
    title: 'Check list',
    lead: 'Checked anew each time. On the server: zhepai checklist.',
    missing: '{count} missing: the market cannot work fully yet.',
    complete: 'Nothing is missing.',
    state_done: 'in place',
    state_attention: 'look at it',
    state_missing: 'missing',
    open: 'Open',
  },
})

const PAGES = { money: financePage, holidays: holidaysPage, officers: () => partiesOf('market') } as const

const TONES = { done: 'done', attention: 'waiting', missing: 'failed' } as const

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  const lines = await context.get(appContext).checklist()
  return { lines, missing: lines.filter(({ state }) => state === 'missing').length }
}

const ChecklistPage = ({ loaderData: { lines, missing } }: Route.ComponentProps) => {
  const say = useSay(text)
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <Banner tone={missing === 0 ? 'success' : 'warning'}>{missing === 0 ? say('complete') : say('missing', { count: missing })}</Banner>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.key}>
            <div>
              <h2>{both(line.title)}</h2>
              <StateBadge tone={TONES[line.state]}>{say(`state_${line.state}`)}</StateBadge>
            </div>
            <div>
              <p>{both(line.found)}</p>
              <p className={styles.why}>{both(line.why)}</p>
              {line.state === 'done' ? null : (
                <p>
                  <strong>{both(line.todo)}</strong> {line.to ? <LocalLink to={PAGES[line.to]()}>{say('open')}</LocalLink> : null}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Page>
  )
}
export default ChecklistPage
