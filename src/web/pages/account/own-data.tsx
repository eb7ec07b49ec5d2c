/** One's own data: the notice of what is processed, a copy of it, and what may be erased. */
import { redirectDocument } from 'react-router'
import type { Route } from './+types/own-data.ts'
import { NOTICE_VERSION } from '#modules/account/core/processing-notice.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { ErasureSection } from './own-data-erasure.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { complaintsPage, privacyPage } from '../site/addresses.ts'
import { accountPage, ownDataFilePage } from './addresses.ts'

const text = texts({
  zh: {
    title: '我的个人信息',
    lead: '处理了哪些信息，取得副本，以及更正和删除。',
    notice: '处理告知',
    noticeAbout: '现行为{version}版，说明处理什么、为什么、保存多久、给谁看。',
    read: '您于{at}阅读过现行版本。',
    unread: '您尚未确认阅读现行版本。确认阅读不等于同意。',
    see: '阅读全文',
    confirm: '我已阅读',
    kept: '已记下您的阅读。',
    erasureAsked: '已提交删除申请，等待期内可以撤回。',
    erasureWithdrawn: '已撤回删除申请，账户照常使用。',
    copy: '取得副本',
    copyAbout:
      '下载一个压缩包：网页一份，以及各栏有中英文名称的表格和 JSON 数据，内容有账户、姓名与任职、成果、报名、出价、确认的合同、收益、异议、投诉、消息、草稿和安全日志。下载前须再次确认身份，并记入安全日志。',
    take: '下载我的个人信息',
    erase: '更正与其他请求',
    eraseAbout: '姓名可在工作台更正；草稿在表单处随时删除，90天未动的自动删除。其他请求以“个人信息”事项提出，限期答复。',
    ask: '提出请求',
  },
  en: {
    title: 'My personal data',
    lead: 'What is processed, a copy of it, corrections and erasure.',
    notice: 'Processing notice',
    noticeAbout: 'The edition of {version} says what is processed, why, for how long and who sees it.',
    read: 'You read this edition on {at}.',
    unread: 'You have not confirmed that you read this edition. Reading is no consent.',
    see: 'Read it all',
    confirm: 'I have read it',
    kept: 'Your reading is on record.',
    erasureAsked: 'Erasure is asked for; you can withdraw it while the waiting period runs.',
    erasureWithdrawn: 'The request is withdrawn; the account goes on as before.',
    copy: 'Get a copy',
    copyAbout:
      'One zip file: a page to read, and tables and JSON data with their columns named in both languages: account, name and roles, achievements, applications, bids, contracts you confirmed, income, objections, complaints, messages, drafts and security log. You confirm who you are first, and the security log keeps it.',
    take: 'Download my data',
    erase: 'Corrections and other requests',
    eraseAbout:
      'You correct your name on the desk; drafts are dropped at their form, and erased after 90 days untouched. Anything else: ask under “Personal data”; you get an answer in time.',
    ask: 'Ask for it',
  },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const { account } = apiOf(context)
  const { acts, ...erasure } = await account.erasures.mine({})
  return { ...(await account.notice.mine({})), erasure: { ...erasure, acts: wordedActs(langOfPath(new URL(request.url).pathname), acts) } }
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    if (form.text('intent') === 'read') return api.account.readNotice({ version: form.text('version') }, call)
    if (form.text('intent') === 'ask') return api.account.askErasure({ accepts: form.flag('accepts') as true }, call)
    if (form.text('intent') === 'withdraw') return api.account.withdrawErasure({}, call)
    // Refused where no second factor was shown a short while ago: the form then asks for it.
    await api.account.ownData({})
    throw redirectDocument(localPath(langOfPath(new URL(request.url).pathname), ownDataFilePage()))
  })

const OwnDataPage = ({ loaderData: { readAt, erasure }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} trail={[{ label: say('security'), to: localPath(lang, accountPage()) }]} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say(actionData.intent === 'ask' ? 'erasureAsked' : actionData.intent === 'withdraw' ? 'erasureWithdrawn' : 'kept')}
        </Banner>
      ) : null}
      <Section title={say('notice')} about={say('noticeAbout', { version: formatDate(NOTICE_VERSION, lang) })} isSheet>
        <p>
          {readAt === null ? say('unread') : say('read', { at: formatInstant(readAt, lang) })} <LocalLink to={privacyPage()}>{say('see')}</LocalLink>
        </p>
        {readAt === null ? (
          <ActionForm intent="read" outcome={actionData} hidden={{ version: NOTICE_VERSION }}>
            <FormActions>
              <Submit tone="quiet">{say('confirm')}</Submit>
            </FormActions>
          </ActionForm>
        ) : null}
      </Section>
      <Section title={say('copy')} about={say('copyAbout')} isSheet id="copy">
        <ActionForm intent="copy" outcome={actionData}>
          <FormActions>
            <Submit>{say('take')}</Submit>
          </FormActions>
        </ActionForm>
      </Section>
      <ErasureSection erasure={erasure} outcome={actionData} />
      <Section title={say('erase')} about={say('eraseAbout')} isSheet id="erase">
        <FormActions>
          <LinkButton to={complaintsPage()} variant="default">
            {say('ask')}
          </LinkButton>
        </FormActions>
      </Section>
    </Page>
  )
}
export default OwnDataPage
