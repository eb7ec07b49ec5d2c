/** Domicile and legal representative: what a contract names beside name and code. */
import { texts, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import type { OrganisationPage } from './parties-acts.server.ts'

const text = texts({
  zh: {
    title: '合同登记事项',
    about: '写入成交确认书和技术合同的当事人栏。没有登记的，文书上留空白由当事人填写。',
    address: '住所（与营业执照或者法人证书一致）',
    representative: '法定代表人或者负责人',
    absent: '尚未登记',
    save: '保存登记事项',
  },
  en: {
    title: 'Particulars for contracts',
    about: 'They stand with the party in the confirmation of sale and in the contract. Where none are given, the papers leave a blank line to fill in.',
    address: 'Domicile as in the licence or certificate',
    representative: 'Legal representative or head',
    absent: 'not given',
    save: 'Save particulars',
  },
})

export const Particulars = ({ page, outcome }: { readonly page: OrganisationPage; readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  const { organisation, particulars, maySetParticulars } = page.file
  return (
    <Section title={say('title')} about={say('about')} isSheet id="particulars">
      {maySetParticulars ? (
        <ActionForm intent="particulars" outcome={outcome} hidden={{ organisationId: organisation.id }}>
          <Draft form={`particulars:${organisation.id}`} basis={particulars}>
            <TextField name="address" label={say('address')} isRequired maxLength={200} defaultValue={particulars.address} />
            <TextField name="representative" label={say('representative')} isRequired maxLength={80} defaultValue={particulars.representative} />
            <FormActions>
              <Submit tone="quiet">{say('save')}</Submit>
            </FormActions>
          </Draft>
        </ActionForm>
      ) : (
        <FactsTable
          rows={[
            { label: say('address'), value: particulars.address, absent: say('absent') },
            { label: say('representative'), value: particulars.representative, absent: say('absent') },
          ]}
        />
      )}
    </Section>
  )
}
