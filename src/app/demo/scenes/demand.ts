/** Needs of the demo's enterprises. */
import { wan, type Stage } from '../../stage/stage.ts'
import type { Scene } from '../scene.ts'

interface DemoDemand {
  readonly enterprise: string
  readonly field:
    | 'electronics_information'
    | 'biology_medicine'
    | 'aerospace'
    | 'new_materials'
    | 'high_tech_services'
    | 'new_energy'
    | 'resources_environment'
    | 'advanced_manufacturing'
  readonly mode: 'development' | 'assignment' | 'licence' | 'service' | 'consulting'
  readonly budgetWan: readonly [number, number]
  readonly zh: readonly [string, string]
  readonly en: readonly [string, string]
}

const DEMANDS: readonly DemoDemand[] = [
  {
    enterprise: 'enterprise',
    field: 'advanced_manufacturing',
    mode: 'development',
    budgetWan: [80, 150],
    zh: [
      '大型铝合金薄壁件加工变形控制',
      '壁厚1.5毫米、长度1.8米的舱段零件，加工后平面度需控制在0.15毫米以内，现有工艺变形约0.6毫米。希望获得夹具、走刀与去应力的整体方案，并在我公司设备上验证。',
    ],
    en: [
      'Distortion control in machining large thin-wall aluminium parts',
      'Parts 1.8 m long with 1.5 mm walls must be flat within 0.15 mm; our process gives about 0.6 mm. We look for a whole solution of fixture, tool path and stress relief, proven on our machines.',
    ],
  },
  {
    enterprise: 'enterprise',
    field: 'electronics_information',
    mode: 'licence',
    budgetWan: [30, 60],
    zh: ['装配线扭矩曲线异常识别算法', '每天约四万条拧紧曲线，要求误判率低于千分之一，能在现有工控机上运行。'],
    en: [
      'Detecting abnormal torque curves on an assembly line',
      'About 40,000 tightening curves a day; under 0.1 % misjudged, on our present industrial computers.',
    ],
  },
  {
    enterprise: 'enterprise2',
    field: 'new_materials',
    mode: 'development',
    budgetWan: [200, 400],
    zh: ['耐高温聚酰亚胺薄膜国产化配方', '长期使用温度260摄氏度，介电常数小于3.0，薄膜厚度25微米，需完成吨级试制。'],
    en: ['Formulation of a heat-resistant polyimide film', 'Continuous use at 260 °C, dielectric constant below 3.0, 25 µm thick, up to a tonne-scale trial.'],
  },
  {
    enterprise: 'enterprise2',
    field: 'resources_environment',
    mode: 'assignment',
    budgetWan: [60, 120],
    zh: ['含氟有机废水深度处理技术', '进水氟离子每升120毫克，要求出水低于每升1.5毫克，吨水成本不高于十二元。'],
    en: ['Deep treatment of fluorinated organic effluent', 'From 120 mg/l of fluoride to below 1.5 mg/l, at no more than CNY 12 per tonne.'],
  },
  {
    enterprise: 'enterprise3',
    field: 'electronics_information',
    mode: 'development',
    budgetWan: [100, 180],
    zh: ['小型断路器电弧在线识别方法', '家用串联电弧识别率不低于95%，一千小时误动作不多于一次，成本增加不超过三元。'],
    en: [
      'Arc detection for miniature circuit breakers',
      'At least 95 % of series arcs found, at most one false trip in 1,000 hours, under CNY 3 of extra cost.',
    ],
  },
  {
    enterprise: 'enterprise3',
    field: 'new_materials',
    mode: 'licence',
    budgetWan: [50, 90],
    zh: ['银触点低银化替代材料', '银含量降低三成以上，电寿命不低于现有银氧化锡触点，需通过型式试验。'],
    en: ['Electrical contacts with less silver', 'At least 30 % less silver with the electrical life of present silver tin oxide contacts, type-tested.'],
  },
  {
    enterprise: 'enterprise4',
    field: 'advanced_manufacturing',
    mode: 'development',
    budgetWan: [70, 130],
    zh: ['针织面料无水印花关键技术', '适用于涤棉混纺，色牢度四级，产能每小时不低于三百米。'],
    en: ['Waterless printing of knitted fabrics', 'For polyester–cotton blends, fastness grade 4, at least 300 m an hour.'],
  },
  {
    enterprise: 'enterprise4',
    field: 'resources_environment',
    mode: 'service',
    budgetWan: [20, 40],
    zh: ['印染定型机余热回收改造', '定型机排气温度150摄氏度，希望综合节能15%以上，停机改造时间不超过三天。'],
    en: ['Heat recovery for stenter frames', 'Exhaust at 150 °C; we look for 15 % of energy saved with at most three days of downtime.'],
  },
  {
    enterprise: 'enterprise5',
    field: 'new_energy',
    mode: 'development',
    budgetWan: [300, 600],
    zh: ['储能电站电芯早期热失控预警', '提前三十分钟预警，误报率每年每兆瓦时不多于一次，不改动现有电池包结构。'],
    en: ['Early warning of thermal runaway in storage plants', 'Thirty minutes ahead, at most one false alarm a year per MWh, without changing the packs.'],
  },
  {
    enterprise: 'enterprise5',
    field: 'new_energy',
    mode: 'assignment',
    budgetWan: [150, 260],
    zh: ['光伏组件背板在线电致发光检测', '节拍四十秒，隐裂识别率99%，可接入现有生产管理系统。'],
    en: ['In-line electroluminescence inspection of modules', 'Forty seconds a piece, 99 % of cracks found, connected to our production system.'],
  },
  {
    enterprise: 'enterprise6',
    field: 'biology_medicine',
    mode: 'development',
    budgetWan: [250, 500],
    zh: ['原料药连续流硝化工艺', '替代釜式硝化，收率不低于92%，杂质小于0.1%，完成年产百吨工艺包。'],
    en: [
      'Continuous-flow nitration for an active ingredient',
      'In place of batch nitration: yield at least 92 %, impurities below 0.1 %, a process package for 100 t a year.',
    ],
  },
  {
    enterprise: 'enterprise6',
    field: 'biology_medicine',
    mode: 'consulting',
    budgetWan: [15, 30],
    zh: ['吸入制剂一致性评价方案咨询', '需要熟悉吸入制剂体外桥接试验的团队提供方案与数据审核。'],
    en: ['Consulting on equivalence of inhalation products', 'A team experienced in in-vitro bridging tests, for the plan and the review of data.'],
  },
]

/** A number that no telephone has. */
const CONTACT = { name: '技术部（演示）', phone: '0571-00000000' }

const publish = async (stage: Stage, { enterprise, field, mode, budgetWan, zh, en }: DemoDemand): Promise<void> => {
  await stage.as(enterprise).demand.publish({
    title: { zh: zh[0], en: en[0] },
    text: { zh: zh[1], en: en[1] },
    field,
    modes: [mode],
    budgetMinMinor: wan(budgetWan[0]),
    budgetMaxMinor: wan(budgetWan[1]),
    contact: CONTACT,
  })
}

export const publishDemands = async (stage: Stage): Promise<void> => {
  for (const demand of DEMANDS) await publish(stage, demand)
  await stage.settle()
}

export const demandScene: Scene = { name: 'demand', steps: DEMANDS.map((demand) => (stage) => publish(stage, demand)) }
