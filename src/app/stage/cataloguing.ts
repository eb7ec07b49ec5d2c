/** From a researcher's disclosure to the catalogue. */
import type { DemoAchievement } from './achievement.ts'
import { declareOwnWork } from './acts.ts'
import { wan, type Institution, type Stage } from './stage.ts'

const NUMBERED = { invention: '1', utility: '2' } as const
const PATENT_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/** Serial numbers from 9,990,000 on are given to no real application; the check digit is computed as the office does. */
const demoPatentNumber = (kind: '1' | '2', serial: number): string => {
  const digits = `2024${kind}${9_990_000 + serial}`
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (PATENT_WEIGHTS[index] ?? 0), 0)
  const check = sum % 11
  return `${digits}.${check === 10 ? 'X' : check}`
}

const FORM_OF_FIELD = {
  electronics_information: 'product',
  biology_medicine: 'biomedicine',
  aerospace: 'equipment',
  new_materials: 'material',
  high_tech_services: 'technology',
  new_energy: 'product',
  resources_environment: 'process',
  advanced_manufacturing: 'equipment',
} as const

/** Shares of the team: the first contributes most; the sum is exactly 100 %. */
const SHARES: Readonly<Record<number, readonly number[]>> = { 1: [10_000], 2: [6_500, 3_500], 3: [5_000, 3_000, 2_000] }

export const disclose = async (stage: Stage, institution: Institution, item: DemoAchievement, serial: number): Promise<string> => {
  const [lead] = institution.researchers
  if (!lead) throw new Error('an institution needs a researcher')
  const shares = SHARES[institution.researchers.length] ?? []
  const kind = item.ip === 'invention' || item.ip === 'utility' ? NUMBERED[item.ip] : null
  const price = item.priceWan
  const { achievementId } = await stage.as(lead).achievement.disclose({
    institutionId: stage.organisationId(institution.organisation),
    title: { zh: item.zh[0], en: item.en[0] },
    abstract: { zh: item.zh[1], en: item.en[1] },
    use: { zh: item.zh[1].split('，')[0] ?? '', en: item.en[1].split(/[,;:]/)[0] ?? '' },
    keywords: [...item.keywords],
    completers: institution.researchers.map((key, index) => ({
      personId: stage.personId(key),
      shareBasisPoints: shares[index] ?? 0,
      isMain: index < 2,
      isRepresentative: index === 0,
    })),
    fundingSource: serial % 3 === 0 ? 'provincial' : serial % 3 === 1 ? 'own' : 'national',
    projectNumber: serial % 3 === 1 ? '' : `DEMO-2024C${String(1000 + serial)}`,
    trl: item.trl,
    form: item.ip === 'software' ? 'software' : item.ip === 'plant_variety' ? 'variety' : FORM_OF_FIELD[item.field],
    ipKind: item.ip,
    patentNumbers: kind ? [demoPatentNumber(kind, serial)] : [],
    field: item.field,
    chains: [item.chain],
    modes: item.priceWan > 300 ? ['assignment', 'exclusive', 'capital_contribution'] : ['assignment', 'ordinary', 'development'],
    priceMinMinor: wan(price * 0.8),
    priceMaxMinor: wan(price * 1.2),
  })
  for (const key of institution.researchers.slice(1)) await stage.as(key).achievement.confirmContribution({ id: achievementId })
  return achievementId
}

export const assess = (stage: Stage, institution: Institution, achievementId: string) =>
  stage.as(institution.tto).achievement.assess({ id: achievementId, decision: 'publish', note: '权属清晰，具备转化条件。' })

export const approve = async (stage: Stage, institution: Institution, achievementId: string): Promise<void> => {
  await stage.as(institution.approvers[0]).achievement.approve({ id: achievementId })
  await stage.settle()
}

/** Disclosure, confirmations, assessment, approval: the achievement stands in the catalogue. */
export const catalogue = async (stage: Stage, institution: Institution, item: DemoAchievement, serial: number): Promise<string> => {
  const achievementId = await disclose(stage, institution, item, serial)
  await assess(stage, institution, achievementId)
  await approve(stage, institution, achievementId)
  return achievementId
}

/** Civil Code 847: the completers are asked first, and waive. Who else has to be asked was said before; by itself nobody. */
export const waiveFirstRefusal = async (stage: Stage, institution: Institution, achievementId: string, priceMinor: string): Promise<void> => {
  const office = stage.as(institution.tto)
  const { origin } = await office.title.get({ achievementId })
  if (origin === null) await declareOwnWork(office, achievementId)
  const { askId } = await office.title.askFirstRefusal({ achievementId, terms: '拟以网络竞价方式整体转让，同等条件下完成人享有优先受让权。', priceMinor })
  for (const key of institution.researchers) await stage.as(key).title.waive({ id: askId, note: '放弃优先受让。' })
  await stage.settle()
}
