/** What only the unit reads of the notice of an income plan: who is to get what. */
import type { InsideNoticeView } from '#modules/income/api.ts'
import { en, zh } from '#modules/income/messages.ts'
import { texts, useCodeText, useInLang, useSay } from '../../i18n/lang.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { planPage } from '../income/addresses.ts'
import { Contribution } from '../income/income-contribution.tsx'

const text = texts({
  zh: {
    title: '本单位内公示：各人员分配金额',
    about: '仅本单位人员和方案中的人员登录后可见，不对外公开，请勿转发。',
    group: '类别',
    share: '类内比例',
    plan: '查看分配方案 {number}',
  },
  en: {
    title: 'Inside the institution: what each person gets',
    about: 'Seen only by members of the institution and the persons of the plan once signed in. Not public; please do not pass it on.',
    group: 'Group',
    share: 'Share of the group',
    plan: 'Open the distribution plan {number}',
  },
})

export const InsideNotice = ({ inside }: { readonly inside: InsideNoticeView }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const rows = inside.payees.map((payee, line) => ({ ...payee, line }))
  return (
    <Section title={say('title')} about={say('about')} isSheet id="inside">
      <DataTable
        caption={say('title')}
        rows={rows}
        rowKey={({ line }) => String(line)}
        columns={[
          {
            key: 'name',
            header: say('name'),
            cell: (payee) => (
              <>
                {inLang(payee.name)} <Contribution payee={payee} />
              </>
            ),
          },
          { key: 'group', header: say('group'), cell: ({ group }) => word(`enum.income.group.${group}`) },
          { key: 'share', header: say('share'), align: 'end', cell: ({ basisPoints }) => `${basisPoints / 100}%` },
          { key: 'amount', header: say('amount'), align: 'end', cell: ({ amountMinor }) => <Price minor={amountMinor} size="s" isExact /> },
        ]}
      />
      {inside.maySeePlan ? <LocalLink to={planPage(inside.planId)}>{say('plan', { number: inside.number })}</LocalLink> : null}
    </Section>
  )
}
