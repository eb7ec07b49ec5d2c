/** One's own data: the notice of what is processed, a copy of it, and what may be erased. */
import { redirectDocument } from 'react-router'
import type { Route } from './+types/own-data.ts'
import { NOTICE_VERSION } from '#modules/account/core/processing-notice.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { langOfPath, localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
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
    copy: '取得副本',
    copyAbout:
      '下载一个压缩包：网页一份、JSON数据若干，内容有账户、姓名与角色、披露的成果、收益、消息、投诉、草稿和安全日志。下载前须再次确认身份，并记入安全日志。代表单位办理的事项在单位工作台导出。',
    take: '下载我的个人信息',
    erase: '更正与删除',
    eraseAbout:
      '姓名可在工作台更正；草稿在表单处随时删除，90天未动的自动删除。交易档案、合同、付款记录和证据日志依法保存（电子商务法第三十一条、民法典、会计法），不能删除；这些记录里的姓名也随之保留。停用账户或删除其他信息，请以“个人信息”事项提出，限期答复。',
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
    copy: 'Get a copy',
    copyAbout:
      'One zip file: a page to read and JSON data, with account, name and roles, achievements, income, messages, complaints, drafts and security log. You confirm who you are first, and the security log keeps it. What you do for an organisation is exported from its desk.',
    take: 'Download my data',
    erase: 'Corrections and erasure',
    eraseAbout:
      'You correct your name on the desk; drafts are dropped at their form, and erased after 90 days untouched. Records of deals, contracts, payments and the evidence log are kept by law (E-Commerce Law art. 31, Civil Code, Accounting Law) with the names in them. To close the account or erase anything else, ask under “Personal data”; you get an answer in time.',
    ask: 'Ask for it',
  },
})

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  return apiOf(context).account.notice({})
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    if (form.text('intent') === 'read') return api.account.readNotice({ version: form.text('version') }, call)
    // Refused where no second factor was shown a short while ago: the form then asks for it.
    await api.account.ownData({})
    throw redirectDocument(localPath(langOfPath(new URL(request.url).pathname), ownDataFilePage()))
  })

const OwnDataPage = ({ loaderData: { readAt }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} trail={[{ label: say('security'), to: localPath(lang, accountPage()) }]} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('kept')}
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
