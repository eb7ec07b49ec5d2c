/** The roadshow of the session that is announced: slides, an answer that everybody reads, a question that waits, and one that was declined. */
import { HOUR_MS, DAY_MS, later, MINUTE_MS, parseInstant, toIso } from '#kernel/instant.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { typ } from '#platform/paper/markup.ts'
import { print } from '#platform/paper/press.ts'
import { sheet } from '#platform/paper/sheet.ts'
import { INSTITUTIONS, type Stage } from '../../stage/stage.ts'

const MINUTES = 20

interface Shown {
  readonly lotId: string
  readonly number: string
  readonly title: Bilingual
  readonly tto: string
  readonly speaker: Bilingual
}

const SPEAKERS: Readonly<Record<string, Bilingual>> = {
  tto: { zh: '沈示一教授，课题组负责人（演示）', en: 'Prof. Shen Shiyi, head of the group (demo)' },
  'tto.poly': { zh: '严示四教授，课题组负责人（演示）', en: 'Prof. Yan Shisi, head of the group (demo)' },
  'tto.inst': { zh: '茅示六研究员，课题组负责人（演示）', en: 'Mao Shiliu, head of the group (demo)' },
}

/** What a slide show of a few pages says, printed as the market prints papers: a real PDF, so that it passes the door for files. */
const slidesOf = (stage: Stage, { title, number }: Shown): string => {
  const pages = ['要解决的问题', '技术路线与指标', '成熟度与中试数据', '权利状况与转让方式', '合作与后续支持']
  const body = typ`${pages.map((page, index) => typ`#section[${String(index + 1)}. ${page}]\n${title.zh}（演示材料）\n#v(60mm)\n`)}`
  const printed = print(sheet({ lang: 'zh', at: stage.now(), title: `${title.zh} 路演材料`, number, body }))
  if (!printed.ok) throw new Error('the slides of the demo cannot be printed')
  return Buffer.from(printed.bytes).toString('base64')
}

const prepare = async (stage: Stage, id: string, shown: Shown): Promise<void> => {
  const seller = stage.as(shown.tto)
  await seller.session.prepareSlot({ id, speaker: shown.speaker, languages: ['zh', 'en'] })
  const { id: documentId } = await seller.document.upload({ name: `路演材料-${shown.number}.pdf`, kind: 'other', contentBase64: slidesOf(stage, shown) })
  await seller.session.putSlides({ id, documentId })
}

const talk = async (stage: Stage, id: string, tto: string): Promise<void> => {
  const { questionId: answered } = await stage.as('enterprise').session.askQuestion({
    id,
    question: '中试装置连续运行过多长时间？转让后是否提供现场调试？',
    shownAs: 'name',
  })
  const { questionId: declined } = await stage.as('enterprise3').session.askQuestion({ id, question: '贵单位的保留价大概是多少？', shownAs: 'number' })
  await stage.as('enterprise2').session.askQuestion({ id, question: '专利许可是否可以限定在华东地区？已有的试用单位如何处理？', shownAs: 'number' })
  await stage.as(tto).session.answerQuestion({
    id: answered,
    answer: '中试装置累计连续运行1,200小时，记录已列入交付清单；转让后课题组提供不少于30个工作日的现场调试，费用含在成交价内。',
  })
  await stage.as('clerk').session.declineQuestion({ id: declined, reason: '保留价由转让方密封，竞价结束前不公布，转让方不得答复。' })
}

const sellers = (stage: Stage): ReadonlyMap<string, string> =>
  new Map(Object.values(INSTITUTIONS).map(({ organisation, tto }) => [stage.organisationId(organisation), tto]))

/** Nothing where no session is announced; played again, what is planned stays as it is. */
export const showRoadshow = async (stage: Stage): Promise<void> => {
  const clerk = stage.as('clerk').session
  const coming = (await clerk.list({ limit: 100 })).items.filter(({ state }) => state === 'announced').at(-1)
  if (coming === undefined || (await clerk.slots.list({ id: coming.id })).items.length > 0) return
  const { entries } = await clerk.get({ id: coming.id })
  const ttoOf = sellers(stage)
  const shown = entries.flatMap(({ standing, lotId, lotNumber: number, title, seller }): Shown[] => {
    const tto = ttoOf.get(seller.id)
    return standing === 'admitted' && tto !== undefined ? [{ lotId, number, title, tto, speaker: SPEAKERS[tto] ?? title }] : []
  })
  const from = later(parseInstant(coming.startsAt), HOUR_MS - DAY_MS)
  const planned: string[] = []
  for (const [nth, { lotId }] of shown.slice(0, 3).entries()) {
    const startsAt = toIso(later(from, nth * (MINUTES + 10) * MINUTE_MS))
    planned.push((await clerk.planSlot({ id: coming.id, startsAt, minutes: MINUTES, lotIds: [lotId], languages: ['zh'] })).slotId)
  }
  const [first, second] = shown
  if (planned[0] === undefined || first === undefined) return
  await prepare(stage, planned[0], first)
  await talk(stage, planned[0], first.tto)
  // Of the second it is known who speaks, of the third nothing yet: both wait on their sellers' desks.
  if (planned[1] !== undefined && second !== undefined)
    await stage.as(second.tto).session.prepareSlot({ id: planned[1], speaker: second.speaker, languages: ['zh'] })
}
