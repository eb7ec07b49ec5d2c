/** The facts of a technology, and what its registration says. */
import type { Lang } from '#kernel/bilingual.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Tag } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Section } from '../../ui/layout.tsx'
import type { ShownAchievement } from './achievements-types.ts'
import { achievementWord } from './achievements-words.ts'
import { priceText } from '../trading/price-text.ts'
import styles from './achievements.module.css'
import { text } from './achievements-record.text.ts'

const inBrackets = (words: string, lang: Lang): string => (lang === 'zh' ? `（${words}）` : ` (${words})`)

const Tags = ({ words }: { readonly words: readonly string[] }) =>
  words.length === 0 ? null : (
    <span className={styles.tags}>
      {words.map((word) => (
        <Tag key={word}>{word}</Tag>
      ))}
    </span>
  )

export const FactsOf = ({ achievement }: { readonly achievement: ShownAchievement }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const patents = achievement.patents.map(
    (patent) => `${patent.isGranted ? 'ZL' : ''}${patent.number}${inBrackets(say(patent.isGranted ? 'granted' : 'pending'), lang)}`,
  )
  const people = achievement.completers.map((completer) => {
    const marks = [completer.isRepresentative ? say('representative') : '', completer.isMain ? say('main') : ''].filter((mark) => mark !== '')
    return marks.length === 0 ? completer.name : `${completer.name}${inBrackets(marks.join(lang === 'zh' ? '、' : ', '), lang)}`
  })
  return (
    <FactsTable
      columns={2}
      rows={[
        { label: say('institution'), value: both(achievement.institutionName) },
        { label: say('field'), value: achievementWord('field', achievement.field, lang) },
        { label: say('price'), value: priceText(achievement.priceMinMinor, achievement.priceMaxMinor, lang), absent: say('negotiable') },
        { label: say('ip'), value: achievementWord('ip', achievement.ipKind, lang) },
        { label: say('patents'), value: patents.length === 0 ? null : patents.join(lang === 'zh' ? '；' : '; ') },
        { label: say('form'), value: achievementWord('form', achievement.form, lang) },
        { label: say('modes'), value: <Tags words={achievement.modes.map((mode) => achievementWord('mode', mode, lang))} /> },
        {
          label: say('chains'),
          value: achievement.chains.length === 0 ? null : <Tags words={achievement.chains.map((chain) => achievementWord('chain', chain, lang))} />,
        },
        { label: say('keywords'), value: achievement.keywords.length === 0 ? null : <Tags words={achievement.keywords} /> },
        { label: say('completers'), value: people.join(lang === 'zh' ? '、' : '; ') },
        { label: say('funding'), value: achievementWord('funding', achievement.fundingSource, lang) },
        { label: say('industry'), value: achievement.industryCode },
        { label: say('ipc'), value: achievement.ipc.join('; ') },
        { label: say('source'), value: achievementWord('source', achievement.source, lang) },
        { label: say('catalogued'), value: achievement.cataloguedAt === null ? null : formatInstant(achievement.cataloguedAt, lang) },
      ]}
    />
  )
}

export const RegistrationOf = ({ achievement }: { readonly achievement: ShownAchievement }) => {
  const say = useSay(text)
  const lang = useLang()
  const { registration } = achievement
  if (Object.values(registration).every((value) => value === null)) return null
  const period = [registration.startedOn, registration.endedOn].filter((month) => month !== null).join(' – ')
  return (
    <Section title={say('registration')} isSheet>
      <FactsTable
        columns={2}
        rows={[
          { label: say('number'), value: registration.number },
          { label: say('registeredOn'), value: registration.registeredOn },
          { label: say('unit'), value: registration.recommendingUnit },
          { label: say('period'), value: period },
          { label: say('result'), value: achievementWord('result', registration.resultType, lang) },
          { label: say('evaluation'), value: achievementWord('evaluation', registration.evaluationForm, lang) },
          { label: say('attribute'), value: achievementWord('attribute', registration.attribute, lang) },
          { label: say('stage'), value: achievementWord('stage', registration.stage, lang) },
          { label: say('level'), value: achievementWord('level', registration.level, lang) },
        ]}
      />
    </Section>
  )
}
