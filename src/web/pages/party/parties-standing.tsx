/** Where a registration stands: what is checked, by whom, until when; and afterwards the result and how to go on. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { organisationPage } from './addresses.ts'

const text = texts({
  zh: {
    waiting: '{name}的登记正在核验',
    waitingAbout: '核对内容：单位名称、统一社会信用代码与登记机关公示一致，营业执照清晰有效。由{branch}的{role}办理',
    until: '，{time}前办结',
    afterwards: '。结果会发到您的邮箱，并显示在这里。通过前可以浏览标的、准备材料，不能报名竞买。',
    refused: '{name}的登记未通过',
    refusedAbout: '原因：{reason}。请改正后重新提交，无需另建账户。',
    correct: '改正并重新提交',
    suspended: '{name}已暂停，您的身份暂时不能使用',
    closed: '{name}已注销，您的身份不能再使用',
    reason: '原因：{reason}。如有异议，请联系市场受理员。',
  },
  en: {
    waiting: 'The registration of {name} is being checked',
    waitingAbout: 'Checked: name and credit code agree with the public register, and the licence can be read. It is handled by {branch}, {role}',
    until: ', until {time}',
    afterwards: '. The result goes to your mail address and stands here. Meanwhile you can look at lots and prepare; applying has to wait.',
    refused: 'The registration of {name} was refused',
    refusedAbout: 'Reason: {reason}. Correct it and send it again; no other account is needed.',
    correct: 'Correct and send again',
    suspended: '{name} is suspended: your roles rest',
    closed: '{name} is closed: your roles have ended',
    reason: 'Reason: {reason}. If you object, turn to a market clerk.',
  },
})

interface StandingProps {
  readonly organisation: {
    readonly name: { readonly zh: string; readonly en: string }
    readonly state: 'registered' | 'refused' | 'verified' | 'suspended' | 'closed'
    readonly stateReason: string
    readonly decideBy: string | null
    readonly handledBy: { readonly zh: string; readonly en: string }
  }
  /** The way to the correction; left out where the form stands below. */
  readonly withLink?: boolean
}

export const RegistrationStanding = ({ organisation, withLink = false }: StandingProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { state, stateReason, decideBy, handledBy } = organisation
  const name = both(organisation.name)
  if (state === 'registered')
    return (
      <Banner tone="info" title={say('waiting', { name })}>
        {say('waitingAbout', { branch: both(handledBy), role: ROLE_NAMES.clerk[lang] })}
        {decideBy === null ? '' : say('until', { time: formatEnd(decideBy, lang) })}
        {say('afterwards')}
      </Banner>
    )
  if (state === 'refused')
    return (
      <Banner tone="warning" title={say('refused', { name })}>
        <p>{say('refusedAbout', { reason: stateReason })}</p>
        {withLink ? <LinkButton to={organisationPage()}>{say('correct')}</LinkButton> : null}
      </Banner>
    )
  return null
}

interface RestingProps {
  readonly items: readonly { readonly name: { readonly zh: string; readonly en: string }; readonly state: string; readonly stateReason: string }[]
}

/** Roles that rest leave an empty desk: why stands there instead. */
export const RestingRoles = ({ items }: RestingProps) => {
  const say = useSay(text)
  const both = useInLang()
  return items.map((item) => (
    <Banner key={item.name.zh} tone="danger" title={say(item.state === 'closed' ? 'closed' : 'suspended', { name: both(item.name) })}>
      {item.stateReason === '' ? null : say('reason', { reason: item.stateReason })}
    </Banner>
  ))
}
