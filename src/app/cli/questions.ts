/** Asks a person at a terminal, or takes the next line of what a script pipes in. Questions go to standard error: results stay alone on standard output. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { startProblem } from '#platform/config/start-problem.ts'

export interface Questions {
  /** The answer without blanks around it; an empty one takes the default. Throws when the input ends. */
  readonly ask: (question: string, options?: { readonly initial?: string; readonly isSecret?: boolean }) => Promise<string>
  readonly close: () => void
}

export const openQuestions = (input: NodeJS.ReadStream = process.stdin, output: NodeJS.WriteStream = process.stderr): Questions => {
  let isMuted = false
  // What is typed is echoed through here, so that a password is not.
  const echo = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isMuted) output.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input, output: echo, terminal: input.isTTY, historySize: 0 })
  const reader = lines[Symbol.asyncIterator]()
  lines.on('SIGINT', () => process.exit(130))
  return {
    ask: async (question, { initial = '', isSecret = false } = {}) => {
      output.write(`${question}${initial === '' ? '' : ` [${initial}]`}: `)
      isMuted = isSecret
      const { value, done } = (await reader.next()) as IteratorResult<string, undefined>
      isMuted = false
      if (isSecret || !input.isTTY) output.write('\n')
      if (done) throw startProblem('输入已结束，未完成。', 'The input ended; nothing was completed.')
      return (value ?? '').trim() || initial
    },
    close: () => lines.close(),
  }
}
