/** Every code and label of the module in both languages. */
import type { RefusalKinds } from '#kernel/result.ts'

export const zh = {
  'notification.not_found': '没有这条消息。',
  'fact.notification.served': '已送达',
  'fact.notification.opened': '已阅读送达内容',
  'enum.notification.mail.each': '每条消息发一封',
  'enum.notification.mail.daily': '每天汇总一封',
  'enum.notification.mail.none': '不发邮件',
  'letter.notification.item.subject': '{line}',
  'letter.notification.item.body': '您好：\n\n{lines}\n\n内容、期限和下一步请登录后查看：\n{link}\n\n涉及期限的送达不受邮件设置影响。',
  'letter.notification.digest.subject': '您有 {count} 条新消息',
  'letter.notification.digest.body': '您好，上次汇总以来：\n\n{lines}\n\n登录后查看内容和下一步，也可在那里调整邮件设置：\n{link}',
} as const

export const en = {
  'notification.not_found': 'There is no such message.',
  'fact.notification.served': 'Served',
  'fact.notification.opened': 'What was served was opened',
  'enum.notification.mail.each': 'A letter for each message',
  'enum.notification.mail.daily': 'One letter a day',
  'enum.notification.mail.none': 'No letters',
  'letter.notification.item.subject': '{line}',
  'letter.notification.item.body':
    'Hello,\n\n{lines}\n\nLog in to read the content, the deadline and the next step:\n{link}\n\nService that starts a period is sent whatever you chose for letters.',
  'letter.notification.digest.subject': 'You have {count|new message|new messages}',
  'letter.notification.digest.body':
    'Hello, since the last letter:\n\n{lines}\n\nLog in to read them and for the next step, or to change how you get letters:\n{link}',
} satisfies Record<keyof typeof zh, string>

export const refusals = {
  notFound: ['notification.not_found'],
} satisfies RefusalKinds<keyof typeof zh>
