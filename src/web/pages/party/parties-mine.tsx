/** My name, my organisation and where my money goes; without an organisation: the registration of an enterprise. */
import { isAllowed } from '#kernel/acts.ts'
import { ROLE_NAMES } from '#kernel/actor.ts'
import { useActionData } from 'react-router'
import type { Route } from './+types/parties-mine.ts'
import { texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, requireViewer, runCommand, type CommandOutcome } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { BilingualField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FileRoom } from '../../ui/file-room.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Columns, Page, PageHead, Row, Section, Stack, Tabs } from '../../ui/layout.tsx'
import { UnverifiedMark } from '../../ui/name-mark.tsx'
import { Begin } from '../desk/home-begin.tsx'
import { organisationAct, organisationPage } from './parties-acts.server.ts'
import { Authorities } from './parties-authorities.tsx'
import { Credentials } from './parties-credentials.tsx'
import { Invitations } from './parties-invitations.tsx'
import { RegistrationStanding } from './parties-standing.tsx'
import { People, RegistrationFacts } from './parties-parts.tsx'
import { Particulars } from './parties-particulars.tsx'
import { ActDone } from './parties-done.tsx'
import { Relations } from './parties-relations.tsx'
import { LICENCE_FILES, organisationTones, partyStateWord } from './parties-words.ts'
import { words } from './words.text.ts'

const text = texts({
  zh: {
    title: '我的单位',
    lead: '身份、单位信息、关联关系和收款账户。',
    name: '单位名称（与营业执照一致）',
    myName: '姓名',
    codeHelp: '18位，系统核对校验位',
    resubmit: '改正并重新提交',
    licence: '营业执照（需更换时上传）',
    licenceHelp: 'PDF、JPEG 或 PNG，不超过10 MB',
    nameVerified: '姓名已核验，如需更改请联系本单位负责人或市场受理员。',
    me: '我的信息',
    organisations: '我任职的单位',
    account: '收款账户',
    ownAccount: '我的收款账户',
    orgAccount: '单位收款账户',
    accountAbout: '用于接收收益分配、退还保证金和成交价款。账户名称须与本人或单位名称一致；账号只对市场财务可用，页面只显示后四位。',
    accountName: '账户名称',
    number: '账号',
    bank: '开户银行',
    bankCode: '联行号（12位，可不填）',
    noAccount: '尚未设置',
    set: '保存账户',
  },
  en: {
    title: 'My organisation',
    lead: 'Roles, registration, related parties and payout accounts.',
    name: 'Name as in the business licence',
    myName: 'Name',
    codeHelp: '18 characters; the check character is verified',
    resubmit: 'Correct and send again',
    licence: 'Licence (where another is needed)',
    licenceHelp: 'PDF, JPEG or PNG, up to 10 MB',
    nameVerified: 'Your name has been verified; the head of your organisation or a market clerk changes it.',
    me: 'About me',
    organisations: 'Where I act',
    account: 'Payout account',
    ownAccount: 'My payout account',
    orgAccount: 'Payout account of the organisation',
    accountAbout:
      'For income shares, returned deposits and prices. The account must be in your name or that of the organisation; only market finance uses the number, pages show its last four digits.',
    accountName: 'Name of the account',
    number: 'Account number',
    bank: 'Bank and branch',
    bankCode: 'CNAPS code (12 digits, optional)',
    noAccount: 'not set',
    set: 'Save account',
  },
  shared: words,
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

const MAY_SET_ACCOUNT: readonly string[] = ['approver', 'enterprise', 'tto']

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const api = apiOf(context)
  const url = new URL(request.url)
  const me = await api.party.me({})
  const organisations = [...new Map(me.mandates.map(({ organisation }) => [organisation.id, organisation])).values()]
  const open = organisations.find(({ id }) => id === url.searchParams.get('org')) ?? organisations[0]
  const roles = me.mandates.filter(({ organisation }) => organisation.id === open?.id).map(({ role }) => role)
  const maySetAccount = roles.some((role) => MAY_SET_ACCOUNT.includes(role))
  return {
    me,
    organisations,
    roles,
    page: open ? await ifAllowed(organisationPage(api, open.id, url)) : null,
    organisationAccount: open && maySetAccount ? await api.party.payoutAccounts.get({ holderId: open.id }).catch(() => null) : null,
    maySetAccount,
  }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const intent = form.text('intent')
    if (intent === 'me') await api.party.changeMyName({ name: form.bilingual('name'), title: form.bilingual('title') }, call)
    else await organisationAct(api, form.text('organisationId'), form, call)
    return null
  })

type Data = Route.ComponentProps['loaderData']
type Outcome = CommandOutcome<unknown> | undefined

const MinePage = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const both = useInLang()
  const outcome = useActionData<typeof action>()
  const { me, organisations, page } = loaderData
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <ActDone outcome={outcome} />
      {organisations.length > 1 ? (
        <Tabs label={say('organisations')} param="org" tabs={organisations.map(({ id, name }) => ({ value: id, label: both(name) }))} />
      ) : null}
      <Columns
        main={
          <Stack gap={32}>
            {page ? <Own page={page} outcome={outcome} /> : organisations.length === 0 ? <Begin /> : null}
            <Accounts data={loaderData} outcome={outcome} />
          </Stack>
        }
        side={
          <Stack gap={24}>
            {page ? <RegistrationFacts organisation={page.file.organisation} /> : null}
            <Me me={me} outcome={outcome} />
          </Stack>
        }
      />
    </Page>
  )
}
export default MinePage

const Own = ({ page, outcome }: { readonly page: NonNullable<Data['page']>; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { organisation } = page.file
  return (
    <>
      <Section
        title={both(organisation.name)}
        aside={<StateBadge tone={organisationTones[organisation.state]}>{partyStateWord(organisation.state, lang)}</StateBadge>}
      >
        <RegistrationStanding organisation={organisation} />
        {isAllowed(page.file.acts, 'resubmit') ? (
          <Stack>
            <ActionForm intent="resubmit" outcome={outcome} hidden={{ organisationId: organisation.id }} isMultipart>
              <Draft form={`registration:${organisation.id}`} basis={organisation}>
                <BilingualField name="name" label={say('name')} isRequired maxLength={200} defaults={organisation.name} />
                <TextField name="creditCode" label={say('code')} help={say('codeHelp')} isRequired maxLength={40} defaultValue={organisation.creditCode} />
                <FileField name="licence" label={say('licence')} help={say('licenceHelp')} accept={LICENCE_FILES} />
                <FileRoom usage={page.usage} />
                <FormActions>
                  <Submit>{say('resubmit')}</Submit>
                </FormActions>
              </Draft>
            </ActionForm>
          </Stack>
        ) : null}
      </Section>
      <Particulars page={page} outcome={outcome} />
      <Authorities page={page} outcome={outcome} />
      <Credentials page={page} outcome={outcome} />
      <People page={page} outcome={outcome} />
      <Invitations page={page} outcome={outcome} />
      <Relations page={page} outcome={outcome} isOfficer={false} />
    </>
  )
}

const Me = ({ me, outcome }: { readonly me: Data['me']; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Section title={say('me')} isSheet id="me">
      {me.mandates.map((mandate) => (
        <Row key={mandate.id}>
          <span>{both(mandate.organisation.name)}</span>
          <Tag>{ROLE_NAMES[mandate.role][lang]}</Tag>
        </Row>
      ))}
      {me.person ? (
        <ActionForm intent="me" outcome={outcome}>
          <Draft form="me" basis={me.person}>
            {me.person.isNameVerified ? (
              <>
                <input type="hidden" name="name.zh" value={me.person.name.zh} />
                <input type="hidden" name="name.en" value={me.person.name.en} />
                <p>
                  <strong>{both(me.person.name)}</strong>
                </p>
                <p>{say('nameVerified')}</p>
              </>
            ) : (
              <>
                <Row>
                  <UnverifiedMark />
                </Row>
                <BilingualField name="name" label={say('myName')} isRequired maxLength={80} defaults={me.person.name} />
              </>
            )}
            <BilingualField name="title" label={say('position')} maxLength={80} defaults={me.person.title} />
            <FormActions>
              <Submit tone="quiet">{say('save')}</Submit>
            </FormActions>
          </Draft>
        </ActionForm>
      ) : null}
    </Section>
  )
}

const Accounts = ({ data, outcome }: { readonly data: Data; readonly outcome: Outcome }) => {
  const say = useSay(text)
  const { me, page, organisationAccount, maySetAccount } = data
  const organisation = page?.file.organisation
  return (
    <Section title={say('account')} about={say('accountAbout')} id="account">
      {me.person ? (
        <Account title={say('ownAccount')} holderId={me.person.id} holderName={me.person.name.zh} account={me.payoutAccount} outcome={outcome} />
      ) : null}
      {organisation && maySetAccount ? (
        <Account title={say('orgAccount')} holderId={organisation.id} holderName={organisation.name.zh} account={organisationAccount} outcome={outcome} />
      ) : null}
    </Section>
  )
}

interface AccountProps {
  readonly title: string
  readonly holderId: string
  readonly holderName: string
  readonly account: Data['me']['payoutAccount']
  readonly outcome: Outcome
}

const Account = ({ title, holderId, holderName, account, outcome }: AccountProps) => {
  const say = useSay(text)
  return (
    <Section title={title} isSheet>
      <FactsTable
        rows={[
          { label: say('number'), value: account?.maskedNumber, absent: say('noAccount') },
          { label: say('bank'), value: account?.bankName },
        ]}
      />
      <ActionForm intent={`account:${holderId}`} outcome={outcome} hidden={{ holderId, organisationId: holderId }}>
        {/* Not kept: the number of an account to which money is paid. */}
        <TextField name="accountName" label={say('accountName')} isRequired maxLength={200} defaultValue={account?.accountName ?? holderName} />
        <TextField name="number" label={say('number')} isRequired maxLength={60} inputMode="numeric" autoComplete="off" />
        <TextField name="bankName" label={say('bank')} isRequired maxLength={200} defaultValue={account?.bankName} />
        <TextField name="bankCode" label={say('bankCode')} maxLength={12} inputMode="numeric" />
        <FormActions>
          <Submit tone="quiet">{say('set')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
