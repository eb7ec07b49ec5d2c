/** Repeats an opening of sealed envelopes from its public record: needs nothing but the record. */
import { readFile } from 'node:fs/promises'
import { fillTemplate } from '#kernel/template.ts'
import { readRecord, repeatOpening, type OpeningRecord, type RepeatedEnvelope } from '#modules/sealing/core/record.ts'
import { en, zh } from '#modules/sealing/messages.ts'
import { sealingCrypto } from '#modules/sealing/webcrypto/sealing-crypto.ts'
import { EXIT, type Call } from './command.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'

const isAddress = (place: string): boolean => /^https?:\/\//.test(place)

/** A file, or the address at which a market publishes it. */
export const readPlace = async (place: string, terminal: Terminal): Promise<string | null> => {
  try {
    if (!isAddress(place)) return await readFile(place, 'utf8')
    const answer = await fetch(place)
    if (answer.ok) return await answer.text()
    terminal.problem(say(`读不到 ${place}：${answer.status}`, `Cannot read ${place}: ${answer.status}`))
  } catch (error) {
    terminal.problem(say(`读不到 ${place}：${(error as Error).message}`, `Cannot read ${place}: ${(error as Error).message}`))
  }
  return null
}

export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** Why something is not as it should be, in words. */
export const wordsOf = (code: string, params: Readonly<Record<string, unknown>>, { lang }: Terminal): string => {
  const words: Readonly<Record<string, string>> = lang === 'zh' ? zh : en
  return fillTemplate(words[code] ?? code, params)
}

const tellOne = ({ id, bidderKey, receivedAt, ok, payload, fault, officers }: RepeatedEnvelope, terminal: Terminal): void => {
  const found = fault === null ? (payload ?? '') : wordsOf(fault, { officers: officers.join(' ') }, terminal)
  terminal.result(`${ok ? 'ok  ' : 'FAIL'} ${receivedAt} ${id} ${bidderKey}\n     ${found}`)
}

const tell = (record: OpeningRecord, repetition: Awaited<ReturnType<typeof repeatOpening>>, terminal: Terminal): void => {
  terminal.result(`${repetition.isPolicySound ? 'ok  ' : 'FAIL'} ${say(`密封规则 ${record.policyDigest}`, `policy ${record.policyDigest}`)[terminal.lang]}`)
  for (const envelope of repetition.envelopes) tellOne(envelope, terminal)
  terminal.result(
    repetition.ok
      ? say('\n重新开启的结果与记录一致。', '\nOpened again, everything is as the record says.')
      : say('\n重新开启的结果与记录不一致。', '\nOpened again, it is NOT as the record says.'),
  )
}

export const verifyOpening = async ({ terminal, values }: Pick<Call, 'terminal' | 'values'>, place: string): Promise<number> => {
  const text = await readPlace(place, terminal)
  if (text === null) return EXIT.usage
  const record = readRecord(parsed(text))
  if (!record) {
    terminal.problem(say(`${place} 不是开启记录。`, `${place} is no record of an opening.`))
    return EXIT.usage
  }
  const repetition = await repeatOpening(sealingCrypto, record)
  if (values['json']) terminal.result(JSON.stringify(repetition, null, 2))
  else tell(record, repetition, terminal)
  return repetition.ok ? EXIT.done : EXIT.no
}
