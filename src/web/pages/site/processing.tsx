/** What is done with personal data, from the one text that registration shows as well. */
import { CONSENT, NOTICE_VERSION, PROCESSING } from '#modules/account/core/processing-notice.ts'
import { formatDate } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Section, Stack } from '../../ui/layout.tsx'

const text = texts({
  zh: { title: '个人信息处理告知', version: '{date}版', why: '目的', basis: '依据（个人信息保护法）', until: '保存期限', whom: '谁看得到' },
  en: { title: 'Processing notice', version: 'Edition of {date}', why: 'Why', basis: 'Basis (PIPL)', until: 'Kept', whom: 'Seen by' },
})

export const ProcessingNotice = () => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('title')} aside={say('version', { date: formatDate(NOTICE_VERSION, lang) })} about={CONSENT[lang]} id="processing">
      <Stack gap={24}>
        {PROCESSING.map(({ what, ...rest }) => (
          <div key={what.en}>
            <h3>{what[lang]}</h3>
            <FactsTable rows={(['why', 'basis', 'until', 'whom'] as const).map((name) => ({ label: say(name), value: rest[name][lang] }))} />
          </div>
        ))}
      </Stack>
    </Section>
  )
}
