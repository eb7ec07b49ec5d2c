/** From the hammer to the inventors' paid income. */
import { parseInstant, type Instant } from '#kernel/instant.ts'
import { importStatement, payOutEverything } from './scene-auction.ts'
import type { Institution, Stage } from './stage.ts'

/** Both sides confirm the sale, each the very paper it saw. */
export const confirmSale = async (stage: Stage, institution: Institution, buyer: string, lotId: string): Promise<string> => {
  const { id } = await stage.as(institution.tto).contract.ofLot({ lotId })
  for (const key of [institution.tto, buyer]) {
    const { salePaper } = await stage.as(key).contract.get({ id })
    await stage.as(key).contract.confirmSale({ id, sha256: salePaper.sha256, accepts: true })
  }
  await stage.settle()
  return id
}

/** Both sides confirm the text of the contract; the deposit becomes part of the price. */
export const signContract = async (stage: Stage, institution: Institution, buyer: string, contractId: string): Promise<void> => {
  for (const key of [institution.tto, buyer]) {
    const { contractPaper } = await stage.as(key).contract.get({ id: contractId })
    await stage.as(key).contract.confirm({ id: contractId, sha256: contractPaper?.sha256 ?? '', accepts: true })
  }
  await stage.settle()
}

const HANDOVER_TEXT = '技术资料清单（演示）\n1. 工艺规程与参数表\n2. 图纸与物料清单\n3. 试验报告\n4. 现场指导计划\n'

export const payAndHandOver = async (stage: Stage, institution: Institution, buyer: string, contractId: string): Promise<void> => {
  await importStatement(stage)
  const { id: documentId } = await stage.as(institution.tto).document.upload({ name: '技术资料清单.txt', kind: 'handover', contentBase64: Buffer.from(HANDOVER_TEXT, 'utf8').toString('base64') })
  await stage.as(institution.tto).contract.handOver({ id: contractId, documentIds: [documentId], note: '全部技术资料已移交。' })
  await stage.as(buyer).contract.acceptHandover({ id: contractId, accepts: true })
  await stage.settle()
}

export interface RunningPlan {
  readonly planId: string
  readonly closesAt: Instant
}

export { importStatement, payOutEverything, parseInstant }
