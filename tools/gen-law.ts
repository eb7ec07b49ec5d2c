/**
 * Writes `docs/law.md`. With a folder of whole laws as its argument it first takes the cited articles out of them anew:
 * `npm run gen-law -- ../laws`, where the files are named by title and year.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { moduleList } from '../src/app/modules.ts'
import { openDiskStore } from '../src/platform/files/disk.ts'
import { articleOf } from './law/articles.ts'
import { articleNumber, lawTable, placedRules, TABLE, TEXTS, type LawTexts } from './law/table.ts'

const FILES: Readonly<Record<string, string>> = {
  L1: '促进科技成果转化法-2015.md',
  L2: '拍卖法-2015.md',
  L3: '浙江-促进科技成果转化条例-2021.md',
  L4: '浙江-技术市场条例-2021.md',
  L5: '网络司法拍卖规定-2016.md',
  L6: '民法典-合同编-2020.md',
  L7: '技术合同司法解释-2020.md',
  L8: '技术进出口管理条例-2020.md',
  L10: '资产评估法-2016.md',
  L11: '专利法-2020.md',
  L12: '专利法实施细则-2023.md',
  L13: '公司法-2023.md',
  L17: '科学技术进步法-2021.md',
  L18: '浙江-公共信用信息管理条例-2017.md',
  L20: '民法典-合同编-2020.md',
  L28: '电子商务法-2018.md',
  L33: '民法典-合同编-2020.md',
}

const { modules } = moduleList({
  demo: true,
  files: openDiskStore(tmpdir()),
  dataDirectory: tmpdir(),
  publicUrl: 'http://zhepai.test',
  origin: 'zhepai.test/log',
})

const extract = (folder: string): LawTexts => {
  const cited = placedRules(modules).flatMap(({ rule }) => rule.sources.flatMap(({ code, article }) => (article === undefined ? [] : [{ code, article }])))
  const known = new Set(readdirSync(folder))
  return Object.fromEntries(
    [...new Set(cited.map(({ code }) => code))].toSorted().map((code) => {
      const file = FILES[code]
      if (file === undefined || !known.has(file)) throw new Error(`no text of ${code} in ${folder}`)
      const law = readFileSync(path.join(folder, file), 'utf8')
      const numbers = [...new Set(cited.filter((one) => one.code === code).map(({ article }) => articleNumber(article)))].toSorted((a, b) => a - b)
      const articles = numbers.map((number) => {
        const article = articleOf(law, number)
        if (article === null) throw new Error(`${file} has no article ${number}`)
        return [String(number), article] as const
      })
      return [code, { file, articles: Object.fromEntries(articles) }]
    }),
  )
}

const [folder] = process.argv.slice(2)
if (folder !== undefined) writeFileSync(TEXTS, `${JSON.stringify(extract(folder), null, 2)}\n`)
writeFileSync(TABLE, lawTable(modules))
console.info(`${path.relative(process.cwd(), TABLE)}: ${placedRules(modules).length} rules`)
