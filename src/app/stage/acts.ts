/** What people do on a market, one act each, by the operations that everybody calls. The demonstration, tests and benches play the same ones. */
import type { Api } from '../core.ts'

export const ASPECTS = ['title', 'price', 'content'] as const

interface OwnWork {
  readonly achievementId: string
  readonly kind: 'own'
}

/** The office says that nobody commissioned or co-developed it: before anybody is asked, and before an assignment is offered. */
export const declareOwnWork = <Answer>({ title }: { readonly title: { readonly declareOrigin: (said: OwnWork) => Answer } }, achievementId: string): Answer =>
  title.declareOrigin({ achievementId, kind: 'own' })

/** The clerk's three checks, then the public notice. */
export const checkAndPublish = async (clerk: Api, lotId: string) => {
  for (const aspect of ASPECTS) await clerk.listing.check({ id: lotId, aspect, outcome: 'passed', reason: '' })
  return clerk.listing.openListing({ id: lotId })
}

/** An application, and the clerk's word that it qualifies; the deposit is now asked for. */
export const applyAndQualify = async ({ applicant, clerk }: { readonly applicant: Api; readonly clerk: Api }, lotId: string): Promise<void> => {
  const { applicationId } = await applicant.listing.apply({ id: lotId, statement: '自愿参加竞价，遵守竞价规则。', undertakingAccepted: true })
  await clerk.listing.qualify({ id: applicationId })
}

type Statement = Awaited<ReturnType<Api['payment']['demoStatement']>>

/** The finance officer imports a statement of the fictional bank. */
export const bookStatement = async ({ payment }: Api, { fileName, text }: Statement): Promise<void> => {
  const { statementId } = await payment.uploadStatement({ fileName, contentBase64: Buffer.from(text, 'utf8').toString('base64') })
  await payment.bookStatement({ statementId })
}
