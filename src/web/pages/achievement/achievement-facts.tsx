/** What was disclosed, with the parts that never leave the institution, and who stands by which share. */
import { formatDate } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge, type Tone } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { achievementWord } from './achievements-words.ts'
import { priceText } from '../trading/price-text.ts'
import type { ShownAchievement } from './achievements-types.ts'
import styles from './achievements.module.css'
import { text } from './achievement.text.ts'

const TONES: Readonly<Record<'pending' | 'confirmed' | 'contested' | 'on_paper', Tone>> = {
  pending: 'waiting',
  confirmed: 'done',
  contested: 'failed',
  on_paper: 'neutral',
}

const Long = ({ children }: { readonly children: string }) => (children === '' ? null : <span className={styles.body}>{children}</span>)

export const DisclosedFacts = ({ achievement }: { readonly achievement: ShownAchievement }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { confidential: inside, patents } = achievement
  const join = (words: readonly string[]) => words.join(lang === 'zh' ? '、' : ', ')
  return (
    <FactsTable
      rows={[
        { label: say('abstract'), value: <Long>{both(achievement.abstract)}</Long> },
        { label: say('field'), value: achievementWord('field', achievement.field, lang) },
        { label: say('trl'), value: achievement.trl === null ? null : `${achievement.trl} · ${achievementWord('maturity', achievement.maturity, lang)}` },
        { label: say('ip'), value: achievementWord('ip', achievement.ipKind, lang) },
        { label: say('patents'), value: join(patents.map(({ number, isGranted }) => `${isGranted ? 'ZL' : ''}${number}`)) },
        { label: say('modes'), value: join(achievement.modes.map((mode) => achievementWord('mode', mode, lang))) },
        { label: say('price'), value: priceText(achievement.priceMinMinor, achievement.priceMaxMinor, lang), absent: say('negotiable') },
        ...(inside === null
          ? []
          : [
              { label: say('project'), value: inside.projectNumber },
              { label: say('secrecy'), value: achievementWord('secrecy', inside.secrecy, lang) },
              { label: say('confidential'), value: inside.confidentialNote === '' ? null : <Long>{inside.confidentialNote}</Long> },
              { label: say('prior'), value: join(inside.priorDisclosures.map(({ date, note }) => `${formatDate(date, lang)} ${note}`)) },
              { label: say('thirdParty'), value: inside.thirdPartyRights },
              { label: say('decision'), value: achievementWord('decision', inside.decision, lang) },
              { label: say('note'), value: inside.decisionNote },
              { label: say('dueOn'), value: inside.decisionDueOn === null ? null : formatDate(inside.decisionDueOn, lang) },
              { label: say('assessedBy'), value: inside.assessedBy },
              { label: say('approvedBy'), value: inside.approvedBy },
              { label: say('returnReason'), value: inside.returnReason },
            ]),
      ]}
    />
  )
}

export const CompletersTable = ({ achievement }: { readonly achievement: ShownAchievement }) => {
  const say = useSay(text)
  const lang = useLang()
  const inside = achievement.confidential
  if (inside === null) return null
  return (
    <Section title={say('completers')} isSheet>
      <DataTable
        caption={say('completers')}
        rows={inside.completers}
        rowKey={({ position }) => String(position)}
        columns={[
          {
            key: 'name',
            header: say('completer'),
            cell: (row) => (
              <span>
                <span className={styles.name}>{row.name}</span>
                <span className={styles.meta}>
                  {[row.isRepresentative ? say('representative') : '', row.isMain ? say('main') : ''].filter(Boolean).join(' · ')}
                </span>
              </span>
            ),
          },
          { key: 'share', header: say('share'), align: 'end', cell: (row) => `${row.shareBasisPoints / 100}%` },
          {
            key: 'confirmation',
            header: say('confirmation'),
            cell: (row) => <StateBadge tone={TONES[row.confirmation]}>{achievementWord('confirmation', row.confirmation, lang)}</StateBadge>,
          },
          { key: 'remark', header: say('remark'), cell: (row) => row.remark, isWideOnly: true },
        ]}
      />
    </Section>
  )
}
