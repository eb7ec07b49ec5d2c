/** Mutants that no test can kill, because what they change cannot be seen from outside: each with the reason. A row that fits no mutant is a fault. */
export interface Equivalent {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly why: string
}

export const EQUIVALENTS: readonly Equivalent[] = [
  { file: 'src/kernel/merkle.ts', from: 'first === undefined', to: 'false', why: 'a proof without its first hash is too short, and is refused for that' },
]
