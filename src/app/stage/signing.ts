/** What stands before anybody confirms electronically for an organisation: a letter of authority on file, checked, and the agreement on the method. */
import { DAY_MS, dateOf, later } from '#kernel/instant.ts'
import type { Stage } from './stage.ts'

const LETTER = '授权委托书（演示）\n委托本单位经办人代表本单位办理电子确认约定、确认成交、订立技术合同，期限见登记。\n（单位公章）\n'
const TERM_DAYS = 3 * 365

/** Files the letter of the person's organisation, lets the clerk check it, and agrees where nobody has; what stands already stays. */
export const authorise = async (stage: Stage, key: string): Promise<void> => {
  const personId = stage.personId(key)
  const { party, document } = stage.as(key)
  for (const organisationId of new Set(stage.actorOf(key).mandates.map((mandate) => mandate.organisationId))) {
    const { items } = await party.authorities.list({ organisationId })
    if (!items.some((authority) => authority.personId === personId && authority.isInForce)) {
      const { id: letterDocumentId } = await document.upload({
        name: '授权委托书.txt',
        kind: 'proof',
        contentBase64: Buffer.from(LETTER, 'utf8').toString('base64'),
      })
      const { authorityId } = await party.fileAuthority({
        organisationId,
        personId,
        basis: 'delegated',
        matters: ['agreement', 'sale', 'contract'],
        validUntil: dateOf(later(stage.now(), TERM_DAYS * DAY_MS)),
        letterDocumentId,
      })
      await stage.as('clerk').party.confirmAuthority({ id: authorityId })
    }
    const { agreement } = await party.authorities.list({ organisationId })
    if (agreement.agreedAt === null) await party.agreeConfirmation({ organisationId, edition: agreement.edition, accepts: true })
  }
}
