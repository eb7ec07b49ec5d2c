/** A desk without an organisation: the three ways into the market. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { FormActions } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { registerPage } from '../account/addresses.ts'

const text = texts({
  zh: {
    title: '您还没有代表任何单位',
    about: '办理业务须代表一个单位。请按您的情况选择：',
    enterprise: '代表企业、技术转移机构或保险机构',
    enterpriseAbout: '登记单位并上传营业执照，市场核验后即可报名竞买、发布需求。',
    register: '登记单位',
    invited: '收到了邀请邮件',
    invitedAbout: '打开邮件中的链接即可接受。须用收到邀请的邮箱登录；链接过期请联系邀请人重新发送。',
    colleague: '单位已在市场登记，或您在高校、院所、市场、主管部门工作',
    colleagueAbout: '请同事邀请您：企业由{enterprise}或{approver}邀请，高校和院所由{approver}邀请，市场和主管部门由{admin}邀请。请把您登录用的邮箱告诉对方。',
  },
  en: {
    title: 'You do not act for an organisation yet',
    about: 'Business on the market is done for an organisation. Choose what fits:',
    enterprise: 'You act for an enterprise, a broker or an insurer',
    enterpriseAbout: 'Register it and upload its licence; once the market has checked it, you may apply for auctions and publish demands.',
    register: 'Register the organisation',
    invited: 'You got an invitation by mail',
    invitedAbout: 'Open the link in the letter to accept. Log in with the address that it went to; if the link has expired, ask for a new one.',
    colleague: 'Your organisation is here already, or you work for a university, an institute, the market or the authority',
    colleagueAbout:
      'Ask a colleague to invite you: in an enterprise {enterprise} or {approver}, in a university or institute {approver}, in the market or the authority {admin}. Tell them the mail address you log in with.',
  },
})

export const Begin = () => {
  const say = useSay(text)
  const lang = useLang()
  const names = { enterprise: ROLE_NAMES.enterprise[lang], approver: ROLE_NAMES.approver[lang], admin: ROLE_NAMES.admin[lang] }
  return (
    <Section title={say('title')} about={say('about')}>
      <Section title={say('enterprise')} about={say('enterpriseAbout')} isSheet>
        <FormActions>
          <LinkButton to={registerPage()} variant="filled">
            {say('register')}
          </LinkButton>
        </FormActions>
      </Section>
      <Section title={say('invited')} isSheet>
        <p>{say('invitedAbout')}</p>
      </Section>
      <Section title={say('colleague')} isSheet>
        <p>{say('colleagueAbout', names)}</p>
      </Section>
    </Section>
  )
}
