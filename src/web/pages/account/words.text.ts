/** Words of accounts that several pages say. */
import { texts } from '../../i18n/lang.ts'

export const words = texts({
  zh: {
    asked: '申请时间',
    creditCode: '统一社会信用代码',
    email: '邮箱',
    number: '编号',
    origin: '来自',
    password: '设置密码',
    passwordHelp: '至少12个字符',
    secretKey: '密钥',
    toDesk: '进入工作台',
    totp: '验证码',
    what: '事项',
  },
  en: {
    asked: 'Asked',
    creditCode: 'Unified social credit code',
    email: 'E-mail',
    number: 'Number',
    origin: 'From',
    password: 'Password',
    passwordHelp: 'At least 12 characters',
    secretKey: 'Key',
    toDesk: 'To my desk',
    totp: 'Code',
    what: 'What',
  },
})
