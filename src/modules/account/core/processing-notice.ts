/**
 * What is done with personal data, told before it is taken (PIPL art. 17): the one text that registration, the privacy page and the copy of one's own data
 * show. A change of it is a new edition: the date is its name, and who has read which is kept.
 */
import type { Bilingual } from '#kernel/bilingual.ts'

export const NOTICE_VERSION = '2026-12-01'

export interface Processing {
  readonly what: Bilingual
  readonly why: Bilingual
  /** Why the law allows it: an item of PIPL art. 13. */
  readonly basis: Bilingual
  readonly until: Bilingual
  readonly whom: Bilingual
}

const CONTRACT: Bilingual = { zh: '为订立、履行合同所必需（第十三条第二项）', en: 'needed for a contract with you (art. 13 item 2)' }
const DUTY: Bilingual = { zh: '为履行法定义务所必需（第十三条第三项）', en: 'a duty under law (art. 13 item 3)' }
const BOTH: Bilingual = { zh: '为履行合同和法定义务所必需（第十三条第二、三项）', en: 'needed for a contract and under law (art. 13 items 2 and 3)' }

export const PROCESSING: readonly Processing[] = [
  {
    what: { zh: '姓名、邮箱、密码摘要、第二因素', en: 'Name, e-mail address, digest of the password, second factor' },
    why: { zh: '登录，确认是谁在办事，寄送通知', en: 'To log in, to know who acts, to send letters' },
    basis: CONTRACT,
    until: { zh: '账户存续期间', en: 'As long as the account stands' },
    whom: { zh: '您和管理员；姓名给与您办事的单位和经办人', en: 'You and administrators; the name to those who deal with you' },
  },
  {
    what: { zh: '登录会话、安全日志：网络地址、浏览器、时间', en: 'Sessions and the security log: network address, browser, time' },
    why: { zh: '防止冒用，追查侵入', en: 'Against misuse, to trace intrusions' },
    basis: DUTY,
    until: { zh: '会话一周以内；安全日志不少于六个月，期限见下', en: 'Sessions a week at most; the log six months at least, as said below' },
    whom: { zh: '您和管理员', en: 'You and administrators' },
  },
  {
    what: { zh: '所属单位、角色、任职证明', en: 'Organisation, roles and proof of them' },
    why: { zh: '确认您可以代表谁办事', en: 'To know for whom you may act' },
    basis: CONTRACT,
    until: { zh: '角色结束后，随其所办事项的档案保存', en: 'After the role ends, with the records of what was done in it' },
    whom: { zh: '本单位、市场工作人员、交易相对方', en: 'Your organisation, officers of the market, the other side of a deal' },
  },
  {
    what: { zh: '披露的成果、完成人姓名和比例', en: 'Achievements disclosed, names and shares of their makers' },
    why: { zh: '登记和转化成果，保障完成人的权利', en: 'To record and convert achievements and keep the rights of their makers' },
    basis: BOTH,
    until: { zh: '成果档案存续期间', en: 'As long as the record of the achievement' },
    whom: {
      zh: '成果公开后，完成人姓名公开；比例只给本单位和完成人',
      en: 'Names are public once the achievement is; shares are seen by the institution and the makers',
    },
  },
  {
    what: { zh: '报名、出价、合同签署', en: 'Applications, bids, signatures' },
    why: { zh: '办理交易并可事后查证', en: 'To carry out sales that can be proved' },
    basis: BOTH,
    until: {
      zh: '交易完成之日起不少于三年（电子商务法第三十一条）；拍卖资料不少于五年（拍卖法第五十四条）',
      en: 'Three years at least after the deal (E-Commerce Law art. 31); records of auctions five (Auction Law art. 54)',
    },
    whom: { zh: '交易双方、市场工作人员；竞价结束前只公开竞买号', en: 'Both sides and officers; until bidding ends the public sees numbers only' },
  },
  {
    what: { zh: '收益分配金额、收款账户（敏感个人信息）', en: 'Income shares and the account they are paid to (sensitive data)' },
    why: { zh: '支付奖励和报酬、代扣个人所得税；不提供收款账户则无法支付', en: 'To pay rewards and withhold tax; without an account nothing can be paid' },
    basis: BOTH,
    until: { zh: '会计档案的法定保存期', en: 'The time that accounting law sets' },
    whom: { zh: '您和所在单位、财务人员；公开网页只有合计数', en: 'You, your institution and finance officers; the open web shows totals only' },
  },
  {
    what: { zh: '投诉举报、异议、填写中的草稿', en: 'Complaints, objections, drafts of forms' },
    why: { zh: '处理您提出的事项；避免重新填写', en: 'To deal with what you ask; to spare you typing twice' },
    basis: BOTH,
    until: { zh: '投诉和异议随档案保存；草稿90天未动即删除', en: 'Complaints and objections with their records; drafts are erased after 90 days untouched' },
    whom: { zh: '投诉和异议：您和处理人；草稿：只有您', en: 'Complaints and objections: you and who deals with them; drafts: you alone' },
  },
]

/** Where the law wants consent, it is asked for at that act and nowhere else; reading the notice is none. */
export const CONSENT: Bilingual = {
  zh: '以上处理都不以同意为依据，阅读本告知不等于同意。需要单独同意的（如公开本应不公开的个人信息，第二十五条），会在办理该事项时另行征得同意，您可以拒绝或撤回。',
  en: 'None of this rests on consent, and reading the notice is none. Where the law wants a separate consent (as for publishing what would not be public, art. 25), it is asked for at that act; you may refuse it or take it back.',
}
