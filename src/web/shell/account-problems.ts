/** What the account service refuses, in both languages. One answer for unknown address and wrong password: nobody learns who has an account. */

interface AccountProblem {
  readonly field?: string
  readonly text: { readonly zh: string; readonly en: string }
}

const WRONG_CODE: AccountProblem = { field: 'code', text: { zh: '验证码不正确、已过期或已用过。', en: 'The code is wrong, has expired or was used.' } }
const WRONG_PASSWORD: AccountProblem = { field: 'currentPassword', text: { zh: '当前密码不正确。', en: 'The current password is wrong.' } }
const SHORT: AccountProblem = { field: 'newPassword', text: { zh: '密码至少12个字符。', en: 'A password needs at least 12 characters.' } }

export const otherProblem: AccountProblem = { text: { zh: '未能完成，请重试。', en: 'This could not be done; please try again.' } }

export const accountProblems: Readonly<Record<string, AccountProblem>> = {
  INVALID_EMAIL_OR_PASSWORD: { field: 'password', text: { zh: '邮箱或密码不正确。', en: 'The e-mail address or the password is wrong.' } },
  INVALID_EMAIL: { field: 'email', text: { zh: '邮箱格式不正确。', en: 'This is not an e-mail address.' } },
  VALIDATION_ERROR: { text: { zh: '请检查填写的内容。', en: 'Please check what you entered.' } },
  PASSWORD_TOO_SHORT: SHORT,
  PASSWORD_TOO_LONG: { field: 'newPassword', text: { zh: '密码最多128个字符。', en: 'A password has 128 characters at most.' } },
  PASSWORD_COMMON: {
    field: 'newPassword',
    text: {
      zh: '这是常见或已泄露的密码，请换一个，例如几个不相干的词。',
      en: 'This password is common or has leaked; choose another, such as a few unrelated words.',
    },
  },
  PASSWORD_HAS_NAME: {
    field: 'newPassword',
    text: { zh: '密码主要由您的姓名或邮箱组成，请换一个。', en: 'This password is made of your name or e-mail address; choose another.' },
  },
  INVALID_TOKEN: { text: { zh: '链接无效、已过期或已用过，请重新申请。', en: 'The link is wrong, has expired or was used; please ask for a new one.' } },
  ACCOUNT_DISABLED: { text: { zh: '此账户已被管理员停用，请联系市场。', en: 'This account was disabled by an administrator; please contact the market.' } },
  ACCOUNT_TEMPORARILY_LOCKED: { text: { zh: '验证码错误次数过多，请15分钟后再试。', en: 'Too many wrong codes; please try again in 15 minutes.' } },
  PASSKEY_NEEDED: { text: { zh: '请用通行密钥确认。', en: 'Please confirm with your passkey.' } },
  INVALID_PASSWORD: WRONG_PASSWORD,
  INVALID_CODE: WRONG_CODE,
  INVALID_BACKUP_CODE: { field: 'code', text: { zh: '备用码不正确或已使用。', en: 'The backup code is wrong or used.' } },
  INVALID_TWO_FACTOR_COOKIE: { text: { zh: '等待时间过长，请重新登录。', en: 'That took too long; please log in again.' } },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { text: { zh: '尝试次数过多，请重新登录。', en: 'Too many attempts; please log in again.' } },
  TWO_FACTOR_NOT_ENABLED: { text: { zh: '尚未开启两步验证。', en: 'Two-step verification is not on.' } },
  FRESH_FACTOR_NEEDED: { text: { zh: '为安全起见，请再次确认是您本人，然后继续。', en: 'For safety, confirm once more that it is you, then go on.' } },
  SESSION_NOT_FRESH: { text: { zh: '为安全起见，请退出后重新登录再操作。', en: 'For safety, log out and in again first.' } },
  INVALID_ORIGIN: { text: { zh: '请从本站网址访问后再操作。', en: 'Please use this site under its own address.' } },
  TOO_MANY: { text: { zh: '尝试次数过多，请在{wait}后再试。', en: 'Too many attempts; please wait {wait}.' } },
}
