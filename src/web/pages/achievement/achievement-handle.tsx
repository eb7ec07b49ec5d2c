/** One achievement at the desk: for its writer, its completers, the transfer office and the approver. */
import { useActionData } from 'react-router'
import { isAllowed } from '#kernel/acts.ts'
import type { Route } from './+types/achievement-handle.ts'
import { inLang, isLang, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, orNotFound, requireViewer, runCommand } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink } from '../../ui/badges.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { NextActs } from '../../ui/next-acts.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { achievementInbox, achievementPage, disclosuresPage } from './addresses.ts'
import { evidencePage } from '../evidence/addresses.ts'
import { StageBadge } from './stage-badge.tsx'
import styles from './achievements.module.css'
import { factText, wordedActs } from '../evidence/evidence-words.server.ts'
import { AchievementActs } from './achievement-acts.tsx'
import { CompletersTable, DisclosedFacts } from './achievement-facts.tsx'
import { runAchievementAct } from './achievement-input.ts'
import { colleagueOptions } from './disclosure-people.ts'
import { TitlePanel } from '../title/title-panel.tsx'
import { text } from './achievement.text.ts'

const FACTS = 50
const ROUNDS = 10

export const loader = async ({ context, params: { id }, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const api = apiOf(context)
  const lang = langOfPath(new URL(request.url).pathname)
  const achievement = await orNotFound(api.achievement.get({ id }))
  const isCatalogued = achievement.state === 'catalogued'
  const [right, rounds, timeline, people, next] = await Promise.all([
    isCatalogued ? api.title.get({ achievementId: id }).catch(() => null) : null,
    isCatalogued ? ifAllowed(api.title.firstRefusals.list({ achievementId: id, limit: ROUNDS })) : null,
    api.evidence.facts.list({ subject: id, limit: FACTS }),
    isAllowed(achievement.acts, 'linkCompleter') ? colleagueOptions({ api, viewer, lang }) : [],
    nextActs(api, { kind: 'achievement', state: achievement.state, sides: { institution: achievement.institutionName } }),
  ])
  const steps = timeline.items.map((fact) => ({ factId: fact.factId, at: fact.at, words: factText(lang, fact.type, fact.body) }))
  const isHolder = right?.holders.some(({ organisationId }) => organisationId === achievement.institutionId) ?? false
  const mayOffer = isHolder && viewer.mandates.some((mandate) => mandate.role === 'tto' && mandate.organisationId === achievement.institutionId)
  return {
    next,
    achievement: { ...achievement, acts: wordedActs(lang, achievement.acts) },
    right: right && {
      ...right,
      acts: wordedActs(lang, right.acts),
      encumbrances: right.encumbrances.map((burden) => ({ ...burden, acts: wordedActs(lang, burden.acts) })),
    },
    rounds: (rounds?.items ?? []).map((round) => ({ ...round, acts: wordedActs(lang, round.acts) })),
    steps,
    people,
    personId: viewer.personId,
    mayOffer,
  }
}

export const action = ({ context, params: { id }, request }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) => runAchievementAct(api, { id, form, call }))

export const meta: Route.MetaFunction = ({ loaderData, params }) => {
  const lang = (params as { readonly lang?: string }).lang
  return plainTitle(lang, loaderData ? inLang(loaderData.achievement.title, isLang(lang) ? lang : 'zh') : '')
}

const HandlePage = ({ loaderData }: Route.ComponentProps) => {
  const { achievement, steps } = loaderData
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const outcome = useActionData<typeof action>()
  // Where the viewer finds it again: the office's list, or the list of those who wrote it.
  const home = holdsAny(useViewer(), ['tto', 'approver']) ? achievementInbox() : disclosuresPage()
  return (
    <Page width="wide">
      <PageHead
        outcome={outcome}
        title={both(achievement.title)}
        subtitle={both(achievement.institutionName)}
        number={achievement.catalogueNumber}
        state={<StageBadge of={achievement} />}
        trail={[{ label: say('inbox'), to: localPath(lang, home) }]}
        actions={
          achievement.state === 'catalogued' ? (
            <LinkButton to={achievementPage(achievement.id)} variant="default">
              {say('public')}
            </LinkButton>
          ) : null
        }
      />
      <NextActs outcome={outcome} acts={loaderData.next} />
      <Columns
        main={
          <Stack gap={32}>
            <Section title={say('content')} isSheet>
              <DisclosedFacts achievement={achievement} />
            </Section>
            <CompletersTable achievement={achievement} />
            <TitlePanel loaded={loaderData} outcome={outcome} />
            <Section title={say('process')} isSheet aside={<SealLink subject={achievement.id} />}>
              <Timeline
                label={say('process')}
                steps={steps.map(({ factId, at, words }) => ({ key: factId, label: words, state: 'done' as const, at, factId }))}
              />
              <p className={styles.links}>
                <LocalLink to={evidencePage(achievement.id)}>{say('evidence')}</LocalLink>
              </p>
            </Section>
          </Stack>
        }
        side={<AchievementActs loaded={loaderData} outcome={outcome} />}
      />
    </Page>
  )
}
export default HandlePage
