/** Open invitations of an organisation, and the form that sends one. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, CheckField, SelectField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import type { OrganisationPage } from './parties-acts.server.ts'

const text = texts({
  zh: {
    title: '邀请',
    about: '向同事的邮箱发送邀请，对方打开链接即可接受，无需事先注册。邀请只能用一次，逾期作废。',
    open: '有效的邀请',
    none: '没有有效的邀请',
    noneHint: '在下方填写邮箱和身份，发送邀请。',
    address: '邮箱',
    sent: '发出',
    acts: '办理',
    resend: '重新发送',
    withdraw: '撤回',
    withdrawAbout: '撤回后，邮件中的链接立即失效。',
    withdrawConfirm: '确认撤回',
    invite: '发送邀请',
    name: '姓名（可不填）',
    nameHelp: '填写您已核实的姓名，对方接受后即视为已核验',
    lang: '邮件语言',
    zh: '中文',
    en: '英文',
  },
  en: {
    title: 'Invitations',
    about: 'A colleague gets a letter and accepts by its link; no account is needed before. An invitation works once and lapses.',
    open: 'Open invitations',
    none: 'No open invitation',
    noneHint: 'Enter an address and roles below to send one.',
    address: 'E-mail',
    sent: 'Sent',
    acts: 'Acts',
    resend: 'Send again',
    withdraw: 'Withdraw',
    withdrawAbout: 'The link in the letter opens nothing any more, at once.',
    withdrawConfirm: 'Withdraw the invitation',
    invite: 'Send the invitation',
    name: 'Name (may be left out)',
    nameHelp: 'A name that you have checked counts as verified once the invitation is accepted',
    lang: 'Language of the letter',
    zh: 'Chinese',
    en: 'English',
  },
})

interface InvitationsProps {
  readonly page: OrganisationPage
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Invitations = ({ page: { file }, outcome }: InvitationsProps) => {
  const say = useSay(text)
  const lang = useLang()
  const organisationId = file.organisation.id
  const verdict = file.acts.find(({ act }) => act === 'invite')
  if (verdict === undefined) return null
  if (verdict.refusal !== null)
    return (
      <Section title={say('title')} id="invitations">
        <p>{verdict.reason}</p>
      </Section>
    )
  return (
    <Section title={say('title')} about={say('about')} id="invitations">
      <DataTable
        caption={say('open')}
        rows={file.invitations}
        rowKey={(row) => row.id}
        empty={<EmptyState title={say('none')}>{say('noneHint')}</EmptyState>}
        columns={[
          { key: 'address', header: say('address'), cell: (row) => row.address },
          { key: 'roles', header: say('roles'), cell: (row) => row.roles.map((role) => ROLE_NAMES[role][lang]).join(lang === 'zh' ? '、' : ', ') },
          { key: 'sent', header: say('sent'), cell: (row) => formatInstant(row.invitedAt, lang), isWideOnly: true },
          { key: 'until', header: say('until'), cell: (row) => formatEnd(row.expiresAt, lang) },
          {
            key: 'acts',
            header: say('acts'),
            cell: (row) => (
              <Row gap={8}>
                <ActionForm intent={`resend:${row.id}`} outcome={outcome} hidden={{ organisationId }} label={`${say('resend')} ${row.address}`}>
                  <Submit tone="quiet">{say('resend')}</Submit>
                </ActionForm>
                <ConfirmAct
                  intent={`withdraw:${row.id}`}
                  tone="quiet"
                  outcome={outcome}
                  label={say('withdraw')}
                  about={say('withdrawAbout')}
                  consequences={[{ label: say('address'), value: row.address }]}
                  confirmLabel={say('withdrawConfirm')}
                  hidden={{ organisationId }}
                />
              </Row>
            ),
          },
        ]}
      />
      <InviteForm roles={file.rolesToGive} organisationId={organisationId} outcome={outcome} />
    </Section>
  )
}

interface InviteFormProps {
  readonly roles: OrganisationPage['file']['rolesToGive']
  readonly organisationId: string
  readonly outcome: CommandOutcome<unknown> | undefined
}

const InviteForm = ({ roles, organisationId, outcome }: InviteFormProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('invite')} isSheet id="invite">
      <ActionForm intent="invite" outcome={outcome} hidden={{ organisationId }}>
        <Draft form={`invite:${organisationId}`}>
          <TextField name="address" type="email" label={say('address')} autoComplete="off" maxLength={200} isRequired />
          <FieldGroup legend={say('roles')}>
            {roles.map((role) => (
              <CheckField key={role} name="roles" value={role} label={ROLE_NAMES[role][lang]} isChecked={roles.length === 1} />
            ))}
          </FieldGroup>
          <BilingualField name="name" label={say('name')} help={say('nameHelp')} maxLength={80} />
          <SelectField
            name="lang"
            label={say('lang')}
            isRequired
            defaultValue={lang}
            options={[
              { value: 'zh', label: say('zh') },
              { value: 'en', label: say('en') },
            ]}
          />
          <FormActions>
            <Submit>{say('invite')}</Submit>
          </FormActions>
        </Draft>
      </ActionForm>
    </Section>
  )
}
