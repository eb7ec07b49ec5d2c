/** Words of accounts that several pages say. */
import { texts } from '../../i18n/lang.ts'

export const words = texts({
  zh: {
    creditCode: '统一社会信用代码',
    email: '邮箱',
    password: '设置密码',
    passwordHelp: '至少12个字符',
    toDesk: '进入工作台',
  },
  en: {
    creditCode: 'Unified social credit code',
    email: 'E-mail',
    password: 'Password',
    passwordHelp: 'At least 12 characters',
    toDesk: 'To my desk',
  },
})
