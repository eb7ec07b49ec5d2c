/**
 * A joint development (Civil Code art. 860): one party does not agree to a patent application, and the university asks the others about a share of what it holds.
 * The party may take its word back or give up its part; the institute may buy.
 */
import { catalogue } from '../../stage/cataloguing.ts'
import { INSTITUTIONS, wan } from '../../stage/stage.ts'
import { demoAchievement } from '../achievement-data.ts'
import type { Scene } from '../scene.ts'

const KEY = 'solid-electrolyte'
const PATENT = 252
const FIRM = 'materials'
const PEOPLE_OF_FIRM = 'enterprise2'
const SHARE = 2_000
const CONTRACT = '技术开发（合作）合同（演示）\n合作各方：浙江示范大学（演示）等三方\n第七条 申请专利的权利由各方共有。\n'

export const jointScene: Scene = {
  name: 'joint',
  shows: [KEY],
  steps: [
    async (stage) => {
      const { university, institute } = INSTITUTIONS
      const item = demoAchievement(KEY)
      const achievementId = await catalogue(stage, university, item, PATENT)
      const tto = stage.as(university.tto)
      const contentBase64 = Buffer.from(CONTRACT, 'utf8').toString('base64')
      const { id: contractDocumentId } = await tto.document.upload({ name: '合作开发合同.txt', kind: 'proof', contentBase64 })
      const [ours, theirs, firm] = [stage.organisationId(university.organisation), stage.organisationId(institute.organisation), stage.organisationId(FIRM)]
      await tto.title.declareOrigin({
        achievementId,
        kind: 'co_developed',
        ground: 'law',
        contract: '技术开发（合作）合同DEMO-2024-031，第七条',
        contractDocumentId,
        developers: [theirs, firm],
      })
      await tto.title.declareHolders({
        achievementId,
        holders: [
          { organisationId: ours, shareBasisPoints: 6_000 },
          { organisationId: theirs, shareBasisPoints: 2_500 },
          { organisationId: firm, shareBasisPoints: 1_500 },
        ],
      })
      await stage.as(PEOPLE_OF_FIRM).title.objectToFiling({ achievementId, reason: '配方宜先作为技术秘密保护，待中试数据完整后再定。（演示）' })
      const { askId } = await tto.title.askFirstRefusal({
        achievementId,
        terms: '转让本单位所持份额中的一部分（占全部权利的20%），价款在合同登记后一次付清。',
        priceMinor: wan(Math.round(item.priceWan / 5)),
        precedence: 'share',
        shareBasisPoints: SHARE,
      })
      for (const key of university.researchers) await stage.as(key).title.waive({ id: askId, note: '放弃优先受让。' })
      await stage.settle()
    },
  ],
}
