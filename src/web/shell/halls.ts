import { achievementsPage } from '../pages/achievement/addresses.ts'
import { dataPage } from '../pages/indicator/addresses.ts'
import { demandsPage } from '../pages/demand/addresses.ts'
import { noticesPage } from '../pages/notice/addresses.ts'
import { tradingPage } from '../pages/trading/addresses.ts'
import { verifyPage } from '../pages/evidence/addresses.ts'
/** The public halls, in the order of the header. A hall stands here only when its page works. */
export const halls = [
  { path: achievementsPage(), zh: '成果', en: 'Technologies' },
  { path: demandsPage(), zh: '需求', en: 'Demands' },
  { path: tradingPage(), zh: '交易', en: 'Trading' },
  { path: noticesPage(), zh: '公示', en: 'Notices' },
  { path: dataPage(), zh: '数据', en: 'Data' },
  { path: verifyPage(), zh: '验证', en: 'Verify' },
] as const
