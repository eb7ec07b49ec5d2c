/** Who runs this installation, as it was set; what was not set is said to be so. */
import { texts, useInLang, useSay } from '../../i18n/lang.ts'
import { useVisit } from '../../shell/market.ts'
import { LocalLink } from '../../ui/links.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Banner } from '../../ui/notices.tsx'
import { complaintsPage } from './addresses.ts'

const text = texts({
  zh: {
    absent: '运营者尚未填写',
    operator: '运营机构',
    licence: '营业执照与许可',
    icp: '备案号',
    complaints: '投诉举报',
    complain: '网上投诉举报',
    demo: '这是一个演示市场',
    demoAbout: '单位、人员、成果和交易都是演示数据，市场时间可以拨快。请不要填写真实的个人信息或商业秘密。',
  },
  en: {
    absent: 'not given by the operator yet',
    operator: 'Operator',
    licence: 'Business licence and permits',
    icp: 'Filing number',
    complaints: 'Complaints',
    complain: 'Complain online',
    demo: 'This is a demonstration',
    demoAbout:
      'Organisations, people, technologies and deals are made up, and the market’s clock can be moved. Please enter no real personal data and no trade secrets.',
  },
})

export const Operator = () => {
  const say = useSay(text)
  const inLang = useInLang()
  const { site, demo } = useVisit()
  const { name, contact, licence, icp, complaints } = site.operator
  return (
    <>
      {demo.enabled ? (
        <Banner tone="info" title={say('demo')}>
          {say('demoAbout')}
        </Banner>
      ) : null}
      <FactsTable
        rows={[
          { label: say('operator'), value: name === null ? null : inLang(name), absent: say('absent') },
          { label: say('contact'), value: contact === null ? null : inLang(contact), absent: say('absent') },
          { label: say('licence'), value: licence === null ? null : inLang(licence), absent: say('absent') },
          { label: say('icp'), value: icp, absent: say('absent') },
          {
            label: say('complaints'),
            value: (
              <>
                {complaints === null ? null : `${inLang(complaints)} · `}
                <LocalLink to={complaintsPage()}>{say('complain')}</LocalLink>
              </>
            ),
          },
        ]}
      />
    </>
  )
}
