/** My name, my organisation and where my money goes; without an organisation: the registration of an enterprise. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { useActionData } from 'react-router'
import type { Route } from './+types/parties-mine.ts'
import { texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, ifAllowed, requireViewer, runCommand, type CommandOutcome } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { BilingualField, SelectField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Columns, Page, PageHead, Row, Section, Stack, Tabs } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { organisationAct, organisationPage } from './parties-acts.server.ts'
import { People, RegistrationFacts } from './parties-parts.tsx'
import { Relations } from './parties-relations.tsx'
import { kindOptions, organisationTones, partyWord } from './parties-words.ts'

const SELF_KINDS = ['enterprise', 'broker', 'insurer'] as const

const text = texts({
  zh: {
    title: '我的单位',
    lead: '身份、单位信息、关联关系和收款账户。',
    register: '登记企业',
    registerAbout: '登记后由市场受理员核验，通过后即可报名竞买。高校、院所人员请联系本单位负责人授予身份，无需登记。',
    kind: '类型',
    name: '单位名称（与营业执照一致）',
    code: '统一社会信用代码',
    codeHelp: '18位，系统核对校验位',
    submit: '提交登记',
    waiting: '登记信息正在核验，通过后可以报名竞买。',
    refused: '登记未通过：{reason}。请改正后重新提交。',
    suspended: '单位已暂停：{reason}',
    resubmit: '改正并重新提交',
    me: '我的信息',
    myName: '姓名',
    myTitle: '职称或职务',
    save: '保存',
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
    done: '已保存。',
    registered: '已提交登记，请等待核验。',
  },
  en: {
    title: 'My organisation',
    lead: 'Roles, registration, related parties and payout accounts.',
    register: 'Register an enterprise',
    registerAbout:
      'A market clerk verifies the registration; then you may apply and bid. Staff of universities and institutes get a role from the head of their organisation instead.',
    kind: 'Kind',
    name: 'Name as in the business licence',
    code: 'Unified social credit code',
    codeHelp: '18 characters; the check character is verified',
    submit: 'Send registration',
    waiting: 'The registration is being verified; then you may apply and bid.',
    refused: 'The registration was refused: {reason}. Correct it and send it again.',
    suspended: 'The organisation is suspended: {reason}',
    resubmit: 'Correct and send again',
    me: 'About me',
    myName: 'Name',
    myTitle: 'Title',
    save: 'Save',
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
    done: 'Saved.',
    registered: 'The registration has been sent and waits for verification.',
  },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

const MAY_SET_ACCOUNT: readonly string[] = ['approver', 'enterprise', 'tto']

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const api = apiOf(context)
  const asked = new URL(request.url).searchParams
  const me = await api.party.me({})
  const organisations = [...new Map(me.mandates.map(({ organisation }) => [organisation.id, organisation])).values()]
  const open = organisations.find(({ id }) => id === asked.get('org')) ?? organisations[0]
  const roles = me.mandates.filter(({ organisation }) => organisation.id === open?.id).map(({ role }) => role)
  const maySetAccount = roles.some((role) => MAY_SET_ACCOUNT.includes(role))
  return {
    me,
    organisations,
    roles,
    page: open ? await ifAllowed(organisationPage(api, open.id, asked)) : null,
    organisationAccount: open && maySetAccount ? await api.party.payoutAccount({ holderId: open.id }).catch(() => null) : null,
    maySetAccount,
  }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const intent = form.text('intent')
    if (intent === 'register') {
      const kind = SELF_KINDS.find((value) => value === form.text('kind')) ?? 'enterprise'
      await api.party.registerEnterprise({ kind, name: form.bilingual('name'), creditCode: form.text('creditCode') }, call)
    } else if (intent === 'me') await api.party.changeMyName({ name: form.bilingual('name'), title: form.bilingual('title') }, call)
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
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say(outcome.intent === 'register' ? 'registered' : 'done')}
        </Banner>
      ) : null}
      {organisations.length > 1 ? (
        <Tabs label={say('organisations')} param="org" tabs={organisations.map(({ id, name }) => ({ value: id, label: both(name) }))} />
      ) : null}
      <Columns
        main={
          <Stack gap={32}>
            {page ? <Own page={page} outcome={outcome} /> : organisations.length === 0 ? <Register outcome={outcome} /> : null}
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
        aside={<StateBadge tone={organisationTones[organisation.state]}>{partyWord(`state.party.${organisation.state}`, lang)}</StateBadge>}
      >
        {organisation.state === 'registered' ? <Banner tone="info">{say('waiting')}</Banner> : null}
        {organisation.state === 'suspended' ? <Banner tone="danger">{say('suspended', { reason: organisation.stateReason })}</Banner> : null}
        {organisation.state === 'refused' ? (
          <Stack>
            <Banner tone="warning">{say('refused', { reason: organisation.stateReason })}</Banner>
            <ActionForm intent="resubmit" outcome={outcome} hidden={{ organisationId: organisation.id }}>
              <BilingualField name="name" label={say('name')} isRequired maxLength={200} defaults={organisation.name} />
              <TextField name="creditCode" label={say('code')} help={say('codeHelp')} isRequired maxLength={24} defaultValue={organisation.creditCode} />
              <FormActions>
                <Submit>{say('resubmit')}</Submit>
              </FormActions>
            </ActionForm>
          </Stack>
        ) : null}
      </Section>
      <People page={page} outcome={outcome} />
      <Relations page={page} outcome={outcome} isOfficer={false} />
    </>
  )
}

const Register = ({ outcome }: { readonly outcome: Outcome }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('register')} about={say('registerAbout')} isSheet id="register">
      <ActionForm intent="register" outcome={outcome}>
        <SelectField name="kind" label={say('kind')} isRequired defaultValue="enterprise" options={kindOptions(lang, SELF_KINDS)} />
        <BilingualField name="name" label={say('name')} isRequired maxLength={200} />
        <TextField name="creditCode" label={say('code')} help={say('codeHelp')} isRequired maxLength={24} />
        <FormActions>
          <Submit>{say('submit')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
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
          <BilingualField name="name" label={say('myName')} isRequired maxLength={80} defaults={me.person.name} />
          <BilingualField name="title" label={say('myTitle')} maxLength={80} defaults={me.person.title} />
          <FormActions>
            <Submit tone="quiet">{say('save')}</Submit>
          </FormActions>
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
