/**
 * How organisations confirm electronically on this market, agreed before anybody does (E-Signature Law art. 13: an electronic signature is reliable
 * when it meets the conditions of the law, or those that the parties agreed on). A change of it is a new edition, which is agreed to anew.
 */
import type { Bilingual } from '#kernel/bilingual.ts'

export const CONFIRMATION_EDITION = '2026-12-01'

export const CONFIRMATION_TERMS: readonly Bilingual[] = [
  {
    zh: '本单位同意：经授权的人员以本人账户登录，在确认成交或订立合同的当时再次通过第二因素验证，对所显示文本的摘要作出确认，即为本单位的电子签名，与签字盖章具有同等效力（电子签名法第十三条、第十四条）。',
    en: 'We agree: when a person with authority, logged in with the own account, passes the second factor at the moment of confirming a sale or a contract and confirms the digest of the text shown, this is our electronic signature, with the effect of a signature and seal (E-Signature Law art. 13, 14).',
  },
  {
    zh: '签名数据由签名人专有并仅由其控制；确认后文本的任何改动都会使摘要不符，并可核验。',
    en: 'What is used to sign belongs to the signatory alone and is under the signatory’s control; any change of the text afterwards shows in its digest and can be verified.',
  },
  {
    zh: '本单位向市场提交载明姓名、事项、权限和期限的书面授权（民法典第一百六十五条）；授权变更或终止时立即撤回，撤回前所作确认有效。',
    en: 'We file the written authority that names the person, the matters and the time (Civil Code art. 165); when it changes or ends we revoke it at once, and what was confirmed before stands.',
  },
  {
    zh: '任何一方可以改用纸质文本签字盖章。',
    en: 'Either side may sign and seal on paper instead.',
  },
]

/** The same for a natural person, who signs alone and in person. */
export const PERSONAL_CONFIRMATION_TERMS: readonly Bilingual[] = [
  {
    zh: '本人同意：以本人账户登录，在确认成交或订立合同的当时再次通过第二因素验证，对所显示文本的摘要作出确认，即为本人的电子签名，与签字具有同等效力（电子签名法第十三条、第十四条）。',
    en: 'I agree: when I, logged in with my own account, pass the second factor at the moment of confirming a sale or a contract and confirm the digest of the text shown, this is my electronic signature, with the effect of a signature by hand (E-Signature Law art. 13, 14).',
  },
  {
    zh: '签名数据由本人专有并仅由本人控制；确认后文本的任何改动都会使摘要不符，并可核验。',
    en: 'What is used to sign belongs to me alone and is under my control; any change of the text afterwards shows in its digest and can be verified.',
  },
  {
    zh: '任何一方可以改用纸质文本签字盖章。',
    en: 'Either side may sign and seal on paper instead.',
  },
]
