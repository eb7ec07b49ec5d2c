/** What the market writes to the owner of an account. */
import type { Letter, MailLang } from '#platform/mail/outbox.ts'
import { RECOVERY_LINK_SECONDS, VERIFY_LINK_SECONDS } from './house-rules.ts'

export type Notice =
  | { readonly kind: 'verify' | 'recover'; readonly link: string }
  | { readonly kind: 'known'; readonly link: string; readonly loginLink: string }
  | { readonly kind: 'password_changed' | 'factor_on' | 'factor_off' | 'passkey_added' | 'passkey_removed' | 'factors_cleared'; readonly link: string }
  | { readonly kind: 'key_made'; readonly keyName: string; readonly link: string }
  | { readonly kind: 'failed_log_ins'; readonly tries: number; readonly address: string; readonly link: string }

interface Words {
  readonly subject: string
  readonly text: string
}

const hours = VERIFY_LINK_SECONDS / 3_600
const minutes = RECOVERY_LINK_SECONDS / 60

const CHANGED = {
  password_changed: {
    zh: '您的登录密码已更改，其他设备均已退出，程序接口密钥已失效。',
    en: 'Your password was changed; other devices were logged out and API keys have ended.',
  },
  factor_on: { zh: '您的账户已开启两步验证。', en: 'Two-step verification was turned on for your account.' },
  factor_off: { zh: '您的账户已关闭两步验证。', en: 'Two-step verification was turned off for your account.' },
  passkey_added: { zh: '您的账户添加了一个通行密钥。', en: 'A passkey was added to your account.' },
  passkey_removed: { zh: '您的账户删除了一个通行密钥。', en: 'A passkey was removed from your account.' },
  factors_cleared: {
    zh: '管理员清除了您账户的两步验证和通行密钥，请尽快重新设置。',
    en: 'An administrator cleared two-step verification and passkeys of your account; please set them up again soon.',
  },
} as const

const NOT_YOU = {
  zh: (link: string) => `如果这不是您本人的操作，请立即找回密码：\n${link}`,
  en: (link: string) => `If this was not you, recover your password at once:\n${link}`,
}

const wordsOf = (notice: Notice, lang: MailLang): Words => {
  const zh = lang === 'zh'
  switch (notice.kind) {
    case 'verify':
      return zh
        ? { subject: '请确认您的邮箱', text: `请打开下面的链接确认邮箱，${hours}小时内有效：\n${notice.link}\n\n如果您没有注册，请忽略此信。` }
        : {
            subject: 'Confirm your e-mail address',
            text: `Open this link to confirm your address; it works for ${hours} hours:\n${notice.link}\n\nIf you did not register, ignore this letter.`,
          }
    case 'recover':
      return zh
        ? {
            subject: '找回密码',
            text: `请打开下面的链接设置新密码，${minutes}分钟内有效，只能使用一次：\n${notice.link}\n\n如果您没有申请，请忽略此信，密码不会改变。`,
          }
        : {
            subject: 'Recover your password',
            text: `Open this link to set a new password; it works once, for ${minutes} minutes:\n${notice.link}\n\nIf you did not ask for it, ignore this letter: nothing changes.`,
          }
    case 'known':
      return zh
        ? { subject: '该邮箱已有账户', text: `有人用您的邮箱注册，但您已有账户，未作任何更改。\n\n登录：\n${notice.loginLink}\n\n忘记密码：\n${notice.link}` }
        : {
            subject: 'You already have an account',
            text: `Somebody registered with your address. You have an account already, so nothing was changed.\n\nLog in:\n${notice.loginLink}\n\nForgotten your password:\n${notice.link}`,
          }
    case 'key_made':
      return zh
        ? { subject: '新建了程序接口密钥', text: `您的账户新建了程序接口密钥“${notice.keyName}”。\n\n${NOT_YOU.zh(notice.link)}` }
        : { subject: 'An API key was made', text: `An API key, “${notice.keyName}”, was made for your account.\n\n${NOT_YOU.en(notice.link)}` }
    case 'failed_log_ins':
      return zh
        ? {
            subject: '多次登录失败',
            text: `有人多次尝试登录您的账户，密码均不正确（来自 ${notice.address}，已有${notice.tries}次）。后续尝试须等待越来越久；您平常使用的设备不受影响。\n\n如果是您忘记了密码，可在此找回：\n${notice.link}`,
          }
        : {
            subject: 'Failed log-ins',
            text: `Somebody tried to log in to your account with wrong passwords (from ${notice.address}, ${notice.tries} times so far). Further tries have to wait longer and longer; the devices you usually use are not affected.\n\nIf you forgot your password, recover it here:\n${notice.link}`,
          }
    default:
      return zh
        ? { subject: '账户安全通知', text: `${CHANGED[notice.kind].zh}\n\n${NOT_YOU.zh(notice.link)}` }
        : { subject: 'Security of your account', text: `${CHANGED[notice.kind].en}\n\n${NOT_YOU.en(notice.link)}` }
  }
}

export interface Addressee {
  readonly email: string
  readonly name: string
  readonly lang: MailLang
}

export const letterOf = (notice: Notice, { email, name, lang }: Addressee): Letter => {
  const { subject, text } = wordsOf(notice, lang)
  const [hello, sender] = lang === 'zh' ? [`${name}，您好：`, '浙江拍技术市场'] : [`Dear ${name},`, 'Zhepai technology market']
  return {
    kind: `account.${notice.kind}`,
    to: email,
    lang,
    subject: lang === 'zh' ? `【浙江拍】${subject}` : `Zhepai: ${subject}`,
    body: `${hello}\n\n${text}\n\n${sender}\n`,
  }
}
