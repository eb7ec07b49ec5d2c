/** What is new in the catalogue, on the front page. */
import type { Api } from '../../contract.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Tag } from '../../ui/badges.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { frontBlock } from '../front/block.ts'
import { Row, Rows } from '../front/rows.tsx'
import { priceText } from '../trading/price-text.ts'
import { achievementPage, achievementsPage } from './addresses.ts'
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
