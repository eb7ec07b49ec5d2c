import type { Bilingual } from '#kernel/bilingual.ts'

/** The machine or its settings must be changed by a person before the program can work; the text says how. */
export class StartProblem extends Error {
  readonly problems: readonly Bilingual[]

  constructor(problems: readonly Bilingual[], cause?: unknown) {
    super(problems.map(({ zh, en }) => `${zh}\n${en}`).join('\n\n'), cause === undefined ? undefined : { cause })
    this.name = 'StartProblem'
    this.problems = problems
  }
}

export const startProblem = (zh: string, en: string, cause?: unknown): StartProblem => new StartProblem([{ zh, en }], cause)
