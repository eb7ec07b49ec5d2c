/** One technology: what it is, how far it is, whose it is, how it came here, and the one thing to do next. */
import type { Route } from './+types/achievements-record.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { MaturityLadder } from '../../ui/progress.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { achievementDesk, achievementPage, achievementsPage } from './addresses.ts'
import { evidencePage } from '../evidence/addresses.ts'
import { lotPage } from '../trading/addresses.ts'
import { PublishDemand } from '../demand/publish-demand.tsx'
import { FactsOf, RegistrationOf } from './achievements-facts.tsx'
import { RightsOf } from './achievements-rights.tsx'
import { achievementWord, offerTones, stateTones, stateWord } from './achievements-words.ts'
import { priceText } from '../trading/price-text.ts'
import { factText } from '../evidence/evidence-words.server.ts'
import styles from './achievements.module.css'
import { text } from './achievements-record.text.ts'

const FACTS = 50

export const loader = async ({ context, params, request }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const lang = langOfPath(new URL(request.url).pathname)
  const { id } = params
  const achievement = await orNotFound(api.achievement.get({ id }))
  const isCatalogued = achievement.state === 'catalogued'
  const [right, similar, timeline, documents, lot] = await Promise.all([
    isCatalogued ? api.title.get({ achievementId: id }).catch(() => null) : null,
    isCatalogued ? api.achievement.similar({ id }) : { items: [] },
    api.evidence.facts.list({ subject: id, limit: FACTS }),
    ifAllowed(api.document.list({ subject: id })),
    achievement.lotId === null ? null : ifAllowed(api.listing.get({ id: achievement.lotId })),
  ])
  // What others prepare around it (a drafted lot) is not the public's; its own steps are.
  const steps = timeline.items
    .filter((fact) => fact.subject === params.id || fact.body !== null)
    .map((fact) => ({ factId: fact.factId, at: fact.at, words: factText(lang, fact.type, fact.body) }))
  // Sold and not yet handed over: neither on offer any more nor converted.
  const isSold = achievement.offer === 'listed' && lot?.state === 'sold'
  return { achievement, isSold, right, similar: similar.items, steps, documents: documents?.items ?? [] }
}

export const meta: Route.MetaFunction = ({ loaderData, params }) => {
  const lang = (params as { readonly lang?: string }).lang
  if (!loaderData) return plainTitle(lang, '')
  const { title, use } = loaderData.achievement
  return plainTitle(lang, inLang(title, langOfParam(lang)), inLang(use, langOfParam(lang)))
}

type LoadedRecord = Route.ComponentProps['loaderData']

const AchievementPage = ({ loaderData }: Route.ComponentProps) => {
  const { achievement, isSold, right, similar, documents } = loaderData
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const other = lang === 'zh' ? achievement.title.en : achievement.title.zh
  return (
    <Page>
      <PageHead
        title={both(achievement.title)}
        subtitle={other === both(achievement.title) ? null : other}
        number={achievement.catalogueNumber}
        state={isSold ? <StateBadge tone="done">{say('sold')}</StateBadge> : <StageOrOffer of={achievement} />}
        trail={[{ label: say('halls'), to: localPath(lang, achievementsPage()) }]}
      />
      <Columns
        main={
          <Stack gap={32}>
            <Section title={say('abstract')} isSheet>
              {both(achievement.use) === '' ? null : <p className={styles.use}>{both(achievement.use)}</p>}
              <p className={styles.body}>{both(achievement.abstract)}</p>
              {lang === 'zh' && achievement.abstract.en !== '' ? (
                <p className={styles.other} lang="en">
                  {achievement.abstract.en}
                </p>
              ) : null}
            </Section>
            <Section title={say('facts')} isSheet>
              <FactsOf achievement={achievement} />
            </Section>
            <RegistrationOf achievement={achievement} />
            {achievement.marketNote === '' ? null : (
              <Section title={say('marketNote')} isSheet>
                <p className={styles.body}>{achievement.marketNote}</p>
              </Section>
            )}
            <Section title={say('rights')} isSheet>
              <RightsOf achievement={achievement} right={right} />
            </Section>
            <Process loaded={loaderData} />
          </Stack>
        }
        side={
          <Stack gap={24}>
            <NextAct loaded={loaderData} />
            <Section title={say('maturity')} isSheet>
              {achievement.trl === null ? null : (
                <MaturityLadder
                  level={achievement.trl}
                  label={`${achievementWord('maturity', achievement.maturity, lang)} · ${say('ladderTrl', { level: achievement.trl })}`}
                />
              )}
            </Section>
            <Documents documents={documents} />
            <Similar items={similar} />
          </Stack>
        }
      />
    </Page>
  )
}
export default AchievementPage

/** In the catalogue, what the public wants to know is whether it can be had. */
const StageOrOffer = ({ of }: { readonly of: LoadedRecord['achievement'] }) => {
  const lang = useLang()
  return of.state === 'catalogued' ? (
    <StateBadge tone={offerTones[of.offer]}>{achievementWord('offer', of.offer, lang)}</StateBadge>
  ) : (
    <StateBadge tone={stateTones[of.state]}>{stateWord(of.state, lang)}</StateBadge>
  )
}

const Process = ({ loaded: { achievement, steps } }: { readonly loaded: LoadedRecord }) => {
  const say = useSay(text)
  return (
    <Section title={say('process')} isSheet aside={<SealLink subject={achievement.id} />}>
      <Timeline label={say('process')} steps={steps.map(({ factId, at, words }) => ({ key: factId, label: words, state: 'done' as const, at, factId }))} />
      <p className={styles.links}>
        <LocalLink to={evidencePage(achievement.id)}>{say('evidence')}</LocalLink>
      </p>
    </Section>
  )
}

/** One clear act: bid where it is on offer, handle it where it is one's own, else say what one needs. */
const NextAct = ({ loaded: { achievement, isSold } }: { readonly loaded: LoadedRecord }) => {
  const say = useSay(text)
  const lang = useLang()
  const price = priceText(achievement.priceMinMinor, achievement.priceMaxMinor, lang) || say('negotiable')
  return (
    <Section title={say('act')} isSheet>
      <p className={styles.use}>
        {say('price')} {price}
      </p>
      {achievement.offer === 'listed' && achievement.lotId !== null ? (
        <Stack gap={8}>
          <span>{say(isSold ? 'soldAbout' : 'toLotAbout')}</span>
          <LinkButton to={lotPage(achievement.lotId)}>{say(isSold ? 'toResult' : 'toLot')}</LinkButton>
        </Stack>
      ) : achievement.acts.length > 0 || achievement.confidential !== null ? (
        <LinkButton to={achievementDesk(achievement.id)}>{say('handle')}</LinkButton>
      ) : achievement.offer === 'converted' ? (
        <span>{say('converted')}</span>
      ) : (
        <Stack gap={8}>
          <span>{say('needAbout')}</span>
          <PublishDemand />
        </Stack>
      )}
    </Section>
  )
}

const Documents = ({ documents }: { readonly documents: LoadedRecord['documents'] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('documents')} isSheet>
      {documents.length === 0 ? <p className={styles.meta}>{say('noDocuments')}</p> : null}
      <ul className={styles.list}>
        {documents.map((document) => (
          <li key={document.id}>
            <a href={document.href} download>
              {document.name}
            </a>
            <span className={styles.meta}>{formatInstant(document.storedAt, lang)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Similar = ({ items }: { readonly items: LoadedRecord['similar'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Section title={say('similar')} isSheet>
      {items.length === 0 ? <p className={styles.meta}>{say('noSimilar')}</p> : null}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <LocalLink to={achievementPage(item.id)}>{both(item.title)}</LocalLink>
            <span className={styles.meta}>
              {both(item.institutionName)} · {achievementWord('maturity', item.maturity, lang)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
