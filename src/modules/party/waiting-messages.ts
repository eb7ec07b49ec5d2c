/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.organisation.verify': '核验单位登记',
  'waiting.organisation.resubmit': '改正单位登记',
  'waiting.authority.confirm': '核对本单位的签约授权',
  'waiting.authority.check': '核对签约授权',
  'waiting.credential.check': '核对拍卖许可或拍卖师证书',
  'waiting.signing.authorise': '提交电子确认的授权',
  'waiting.signing.agree': '同意电子确认约定',
  'waiting.relation.answer': '答复关联关系申报',
  'waiting.relation.decide': '认定关联关系',
  'waiting.relation.decideEnd': '答复终止关联关系的申请',
} as const

export const en = {
  'waiting.organisation.verify': 'Verify a registration',
  'waiting.organisation.resubmit': 'Correct the registration',
  'waiting.authority.confirm': 'Check a colleague’s authority to sign',
  'waiting.authority.check': 'Check an authority to sign',
  'waiting.credential.check': 'Check an auction licence or certificate',
  'waiting.signing.authorise': 'File an authority to confirm electronically',
  'waiting.signing.agree': 'Agree on electronic confirmation',
  'waiting.relation.answer': 'Answer a declared relation',
  'waiting.relation.decide': 'Decide on a relation',
  'waiting.relation.decideEnd': 'Answer the wish to end a relation',
} satisfies Record<keyof typeof zh, string>
