/** What an act on an organisation's page has done, and who acts next. */
import { texts, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Banner } from '../../ui/notices.tsx'

const text = texts({
  zh: {
    done: '已保存。',
    invite: '邀请邮件已发出，对方打开链接接受后即可办理业务。',
    resend: '邀请已重新发送，之前的链接不再有效。',
    withdraw: '邀请已撤回，邮件中的链接不再有效。',
    end: '身份已结束。',
    declare: '关联关系已申报，等待对方在期限内确认；确认之前只约束本单位。',
    declareByEvidence: '关联关系已凭证据登记，对双方生效；双方会收到通知。',
    confirm: '关联关系已确认，对双方生效。',
    object: '异议已提出，由市场受理员认定；认定之前对本单位没有约束。',
    reject: '已认定申报不成立，双方会收到通知。',
    withdrawn: '申报已撤回。',
    askEnd: '终止申请已提交，由市场受理员决定；决定之前关系仍然有效。',
    ended: '已记录终止，双方不再互为关联方。',
    keep: '关联关系维持，双方会收到通知。',
    authorityFiled: '授权已提交，由本单位其他人员或市场受理员核对。',
    authorityConfirmed: '授权已核对，从起始日起有效。',
    authorityRefused: '授权未通过，提交人可以改正后重新提交。',
    authorityRevoked: '授权已撤回。',
    credentialFiled: '已提交，由市场受理员核对。',
    credentialConfirmed: '已核对，在有效期内可以据此举办拍卖。',
    credentialRefused: '未通过，提交人可以改正后重新提交。',
    credentialRevoked: '已注销，不能再据此举办拍卖。',
    agreed: '本单位已同意电子确认约定，有授权的人员可以确认成交和合同。',
  },
  en: {
    done: 'Saved.',
    invite: 'The invitation is sent. The colleague can act once it is accepted.',
    resend: 'The invitation is sent again; the former link opens nothing any more.',
    withdraw: 'The invitation is withdrawn; its link opens nothing any more.',
    end: 'The role has ended.',
    declare: 'The relation is declared. The other side confirms or objects; until then it binds your organisation alone.',
    declareByEvidence: 'The relation is recorded by evidence and binds both sides; both are told.',
    confirm: 'The relation is confirmed and binds both sides.',
    object: 'The objection is made. A market clerk decides; until then the declaration does not bind your organisation.',
    reject: 'The declaration is turned down; both sides are told.',
    withdrawn: 'The declaration is taken back.',
    askEnd: 'The end is asked for. A market clerk decides; until then the relation stands.',
    ended: 'The end is recorded: the two are related no more.',
    keep: 'The relation stays; both sides are told.',
    authorityFiled: 'The authority is filed. A colleague or a market clerk checks it.',
    authorityConfirmed: 'The authority is checked and holds from its first day.',
    authorityRefused: 'The authority is refused; it can be filed again.',
    authorityRevoked: 'The authority is revoked.',
    credentialFiled: 'Handed in. A market clerk checks it.',
    credentialConfirmed: 'Checked: auctions can be held by it while it is valid.',
    credentialRefused: 'Refused; it can be filed again.',
    credentialRevoked: 'Off the record: no auction can be held by it any more.',
    agreed: 'The organisation has agreed: whoever has authority can confirm sales and contracts.',
  },
})

type Said = Exclude<keyof (typeof text)['zh'], 'done'>

const SAID: Readonly<Record<string, Said>> = {
  invite: 'invite',
  resend: 'resend',
  withdraw: 'withdraw',
  end: 'end',
  declare: 'declare',
  'relation:confirm': 'confirm',
  'relation:confirmByEvidence': 'confirm',
  'relation:object': 'object',
  'relation:reject': 'reject',
  'relation:withdraw': 'withdrawn',
  'relation:askEnd': 'askEnd',
  'relation:end': 'ended',
  'relation:keep': 'keep',
  'authority:file': 'authorityFiled',
  'authority:confirm': 'authorityConfirmed',
  'authority:refuse': 'authorityRefused',
  'authority:revoke': 'authorityRevoked',
  'authority:agree': 'agreed',
  'credential:file': 'credentialFiled',
  'credential:confirm': 'credentialConfirmed',
  'credential:refuse': 'credentialRefused',
  'credential:revoke': 'credentialRevoked',
}

/** `relation:confirm:rel_…` is said by its first two words, `resend:inv_…` by its first. */
const saidOf = (intent: string, isOfficer: boolean): Said | 'done' => {
  const [verb = '', act = ''] = intent.split(':')
  if (verb === 'declare' && isOfficer) return 'declareByEvidence'
  return SAID[['relation', 'authority', 'credential'].includes(verb) ? `${verb}:${act}` : verb] ?? 'done'
}

interface ActDoneProps {
  readonly outcome: CommandOutcome<unknown> | undefined
  readonly isOfficer?: boolean
}

export const ActDone = ({ outcome, isOfficer = false }: ActDoneProps) => {
  const say = useSay(text)
  if (!outcome?.ok) return null
  return (
    <Banner key={outcome.intent} tone="success" isResult>
      {say(saidOf(outcome.intent, isOfficer))}
    </Banner>
  )
}
