/** A development that an enterprise commissioned: the university wants to assign it, and everybody with first refusal is asked (Civil Code art. 847, 859). */
import { catalogue } from '../../stage/cataloguing.ts'
import { INSTITUTIONS, wan } from '../../stage/stage.ts'
import { demoAchievement } from '../achievement-data.ts'
import type { Scene } from '../scene.ts'

const KEY = 'spindle-vibration'
const COMMISSIONER = 'machinery'
const PATENT = 251
const CONTRACT = '技术开发（委托）合同（演示）\n委托方：杭州示范智能装备有限公司（演示）\n研究开发方：浙江示范大学（演示）\n第九条 专利申请权属于研究开发方。\n'

export const commissionedScene: Scene = {
  name: 'commissioned',
  shows: [KEY],
  steps: [
    async (stage) => {
      const { university } = INSTITUTIONS
      const item = demoAchievement(KEY)
      const achievementId = await catalogue(stage, university, item, PATENT)
      const tto = stage.as(university.tto)
      const contentBase64 = Buffer.from(CONTRACT, 'utf8').toString('base64')
      const { id: contractDocumentId } = await tto.document.upload({ name: '技术开发合同.txt', kind: 'proof', contentBase64 })
      await tto.title.declareOrigin({
        achievementId,
        kind: 'commissioned',
        ground: 'law',
        contract: '技术开发（委托）合同DEMO-2024-017，第九条',
        contractDocumentId,
        developers: [stage.organisationId(COMMISSIONER)],
      })
      const { askId } = await tto.title.askFirstRefusal({
        achievementId,
        terms: '转让专利申请权，价款在合同登记后一次付清，附技术资料和两次现场指导。',
        priceMinor: wan(item.priceWan),
      })
      // The completers have answered; the enterprise that commissioned it has the word.
      for (const key of university.researchers) await stage.as(key).title.waive({ id: askId, note: '放弃优先受让。' })
      await stage.settle()
    },
  ],
}
