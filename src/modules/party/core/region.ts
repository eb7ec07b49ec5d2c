/** Administrative divisions, GB/T 2260: six digits for province, city, county. Names down to the cities of Zhejiang. */
import type { Bilingual } from '#kernel/bilingual.ts'

const PROVINCES: Readonly<Record<string, readonly [string, string]>> = {
  '11': ['北京市', 'Beijing'],
  '12': ['天津市', 'Tianjin'],
  '13': ['河北省', 'Hebei'],
  '14': ['山西省', 'Shanxi'],
  '15': ['内蒙古自治区', 'Inner Mongolia'],
  '21': ['辽宁省', 'Liaoning'],
  '22': ['吉林省', 'Jilin'],
  '23': ['黑龙江省', 'Heilongjiang'],
  '31': ['上海市', 'Shanghai'],
  '32': ['江苏省', 'Jiangsu'],
  '33': ['浙江省', 'Zhejiang'],
  '34': ['安徽省', 'Anhui'],
  '35': ['福建省', 'Fujian'],
  '36': ['江西省', 'Jiangxi'],
  '37': ['山东省', 'Shandong'],
  '41': ['河南省', 'Henan'],
  '42': ['湖北省', 'Hubei'],
  '43': ['湖南省', 'Hunan'],
  '44': ['广东省', 'Guangdong'],
  '45': ['广西壮族自治区', 'Guangxi'],
  '46': ['海南省', 'Hainan'],
  '50': ['重庆市', 'Chongqing'],
  '51': ['四川省', 'Sichuan'],
  '52': ['贵州省', 'Guizhou'],
  '53': ['云南省', 'Yunnan'],
  '54': ['西藏自治区', 'Tibet'],
  '61': ['陕西省', 'Shaanxi'],
  '62': ['甘肃省', 'Gansu'],
  '63': ['青海省', 'Qinghai'],
  '64': ['宁夏回族自治区', 'Ningxia'],
  '65': ['新疆维吾尔自治区', 'Xinjiang'],
  '71': ['台湾省', 'Taiwan'],
  '81': ['香港特别行政区', 'Hong Kong'],
  '82': ['澳门特别行政区', 'Macao'],
}

export const ZHEJIANG_CITIES: Readonly<Record<string, readonly [string, string]>> = {
  '3301': ['杭州市', 'Hangzhou'],
  '3302': ['宁波市', 'Ningbo'],
  '3303': ['温州市', 'Wenzhou'],
  '3304': ['嘉兴市', 'Jiaxing'],
  '3305': ['湖州市', 'Huzhou'],
  '3306': ['绍兴市', 'Shaoxing'],
  '3307': ['金华市', 'Jinhua'],
  '3308': ['衢州市', 'Quzhou'],
  '3309': ['舟山市', 'Zhoushan'],
  '3310': ['台州市', 'Taizhou'],
  '3311': ['丽水市', 'Lishui'],
}

/** Bodies that a ministry or another central office registered bear it in their credit code (GB 32100). */
export const STATE_LEVEL = '100000'

export const isRegion = (code: string): boolean => code === STATE_LEVEL || (/^\d{6}$/.test(code) && PROVINCES[code.slice(0, 2)] !== undefined)

/** Zhejiang by city, elsewhere by province; the code itself when it is unknown. */
export const regionName = (code: string): Bilingual => {
  if (code === STATE_LEVEL) return { zh: '国家级', en: 'State level' }
  const city = ZHEJIANG_CITIES[code.slice(0, 4)]
  const province = PROVINCES[code.slice(0, 2)]
  if (city) return { zh: `浙江省${city[0]}`, en: `${city[1]}, Zhejiang` }
  return province ? { zh: province[0], en: province[1] } : { zh: code, en: code }
}

/** What people choose from: the cities of Zhejiang, then the provinces. */
export const REGION_CODES: readonly string[] = [
  ...Object.keys(ZHEJIANG_CITIES).map((city) => `${city}00`),
  ...Object.keys(PROVINCES).map((province) => `${province}0000`),
]
