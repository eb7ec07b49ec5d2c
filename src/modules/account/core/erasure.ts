/** Erasing an account: asked for, withdrawn while the waiting period runs, done after it (PIPL art. 47). */
import type { Bilingual } from '#kernel/bilingual.ts'
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'

export const ERASURE_ACTS = ['ask', 'withdraw'] as const
export type ErasureAct = (typeof ERASURE_ACTS)[number]

export interface ErasureView {
  readonly isAsked: boolean
  /** What stands against it: something owed or held. */
  readonly open: readonly Bilingual[]
}

const wordsOf = (open: readonly Bilingual[]) => ({ openZh: open.map(({ zh }) => zh).join('；'), openEn: open.map(({ en }) => en).join('; ') })

/** While duties run, personal data is needed for them (PIPL art. 13 items 2 and 3): what they are is said. */
export const permitAsk = ({ isAsked, open }: ErasureView): Result<null> => {
  if (isAsked) return refuse('account.erasure_asked.conflict')
  return open.length === 0 ? ok(null) : refuse('account.obligations_run', wordsOf(open))
}

export const permitWithdrawal = ({ isAsked }: Pick<ErasureView, 'isAsked'>): Result<null> => (isAsked ? ok(null) : refuse('account.erasure_not_asked'))

export const erasureActs = (view: ErasureView): Verdict<ErasureAct>[] =>
  verdictsOf<ErasureAct>({ ask: permitAsk(view), withdraw: view.isAsked ? permitWithdrawal(view) : undefined })

/** What a person is called in what is kept, once the account is erased. */
export const ERASED_NAME: Bilingual = { zh: '已注销用户', en: 'Erased account' }

/** How long something stays and by which law, by the ground that modules name; `years` from the rules. */
export const groundWords = (years: { readonly deals: number; readonly books: number }) =>
  ({
    deals: {
      zh: `交易和服务记录，自完成之日起不少于${years.deals}年（电子商务法第三十一条）；竞价记录与交易记录同存`,
      en: `Records of deals and services: ${years.deals} years at least from their end (E-Commerce Law art. 31), those of bidding with them`,
    },
    books: {
      zh: `收款和付款记录随会计档案保存${years.books}年（本市场规则，依会计法律的保存义务）`,
      en: `Records of money with the books, ${years.books} years (rule of this market, for the duties of accounting law)`,
    },
    authorship: {
      zh: '成果完成人署名，随成果文件保存（民法典第八百四十九条）',
      en: 'Authorship of achievements, as long as their record (Civil Code art. 849)',
    },
    log: {
      zh: '安全日志不少于六个月（网络安全法）；证据日志中登记、变更和核验姓名的条目只留摘要，其内容和盐值随账户注销删除（个人信息保护法第四十七条）',
      en: 'The security log, six months at least (Cybersecurity Law); of the entries of the evidence log that recorded, changed and verified your name only the digests stay: their content and salt go with the account (PIPL art. 47)',
    },
  }) as const satisfies Record<string, Bilingual>
