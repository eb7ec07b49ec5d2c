/** What is new in the catalogue, on the front page. */
import type { Api } from '../../contract.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import { Tag } from '../../ui/badges.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { frontBlock } from '../front/block.ts'
import { Row, Rows } from '../front/rows.tsx'
import { priceText } from '../trading/price-text.ts'
import { achievementPage, achievementsIn, achievementsOf, achievementsPage } from './addresses.ts'
import styles from './front.module.css'
import { text } from './front.text.ts'

const SHOWN = 6

const load = async (api: Api) => (await api.achievement.list({ limit: SHOWN, sort: 'newest' })).items

const NewAchievements = ({ data }: { readonly data: Awaited<ReturnType<typeof load>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Section title={say('newAchievements')} aside={<LocalLink to={achievementsPage()}>{say('allAchievements')}</LocalLink>}>
      {data.length === 0 ? (
        <EmptyState title={say('noAchievements')}>{say('noAchievementsAbout')}</EmptyState>
      ) : (
        <Rows>
          {data.map((item) => (
            <Row key={item.id} to={achievementPage(item.id)} title={inLang(item.title)} use={inLang(item.use)}>
              <span>{inLang(item.institutionName)}</span>
              {item.trl === null ? null : <Tag>TRL {item.trl}</Tag>}
              <span>{unbroken(priceText(item.priceMinMinor, item.priceMaxMinor, lang))}</span>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

export const newAchievements = frontBlock({ name: 'achievements', load, Shown: NewAchievements })

const FIELDS_SHOWN = 12
const INSTITUTIONS_SHOWN = 8

const loadCategories = async (api: Api) => {
  const { facets } = await api.achievement.list({ limit: 1 })
  return { fields: (facets.field ?? []).slice(0, FIELDS_SHOWN), institutions: (facets.institution ?? []).slice(0, INSTITUTIONS_SHOWN) }
}

interface DoorProps {
  readonly to: Place
  readonly name: string
  readonly count: number
}

const Door = ({ to, name, count }: DoorProps) => (
  <li>
    <LocalLink to={to}>
      {name} <span className={styles.count}>{count}</span>
    </LocalLink>
  </li>
)

/** The catalogue by what it is about and by whose it is, with how much there is. */
const Categories = ({ data: { fields, institutions } }: { readonly data: Awaited<ReturnType<typeof loadCategories>> }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (fields.length === 0) return null
  return (
    <div className={styles.categories}>
      <Section title={say('fields')} aside={<LocalLink to={achievementsPage()}>{say('allAchievements')}</LocalLink>}>
        <ul className={styles.doors}>
          {fields.map(({ value, count, label }) => (
            <Door key={value} to={achievementsIn(value)} name={label === null ? value : inLang(label)} count={count} />
          ))}
        </ul>
      </Section>
      <Section title={say('institutions')}>
        <ul className={styles.doors}>
          {institutions.map(({ value, count, label }) => (
            <Door key={value} to={achievementsOf(value)} name={label === null ? value : inLang(label)} count={count} />
          ))}
        </ul>
      </Section>
    </div>
  )
}

export const categories = frontBlock({ name: 'categories', load: loadCategories, Shown: Categories })
