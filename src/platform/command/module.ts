/** What a module hands to the assembly. */
import type { AnyContractProcedure, AnySchema, ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { FastifyInstance } from 'fastify'
import type { FactKind } from '#contract/fact.ts'
import type { Contract } from '#contract/operation.ts'
import type { RuleDeclaration } from '#kernel/rule.ts'
import type { Waiting } from '#contract/shapes.ts'
import type { Waits } from '#kernel/waiting.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { RefusalKinds, Result } from '#kernel/result.ts'
import type { Act, Fact, View } from './act.ts'
import type { PersonalPart } from './personal.ts'
import type { Services } from './services.ts'

type InputOf<P extends AnyContractProcedure> =
  P extends ContractProcedure<infer Input extends AnySchema, infer _Output extends AnySchema, infer _Errors, infer _Meta> ? InferSchemaOutput<Input> : never
type OutputOf<P extends AnyContractProcedure> =
  P extends ContractProcedure<infer _Input extends AnySchema, infer Output extends AnySchema, infer _Errors, infer _Meta> ? InferSchemaInput<Output> : never

export type CommandOf<P extends AnyContractProcedure> = (act: Act, input: InputOf<P>) => Promise<Result<OutputOf<P>>>
export type QueryOf<P extends AnyContractProcedure> = (view: View, input: InputOf<P>) => Promise<Result<OutputOf<P>>>

/** Handlers by operation name. */
export type Commands<C extends Contract, Names extends keyof C> = {
  readonly [Name in Names]: C[Name] extends AnyContractProcedure ? CommandOf<C[Name]> : never
}
export type Queries<C extends Contract, Names extends keyof C> = { readonly [Name in Names]: QueriesOf<C[Name]> }
/** Of one operation, or of those that stand together under the name of a record. */
type QueriesOf<Part> = Part extends AnyContractProcedure
  ? QueryOf<Part>
  : { readonly [Verb in keyof Part]: Part[Verb] extends AnyContractProcedure ? QueryOf<Part[Verb]> : never }

export interface Reaction {
  readonly on: FactKind
  /** `module.name`, unique. Runs in its own transaction, at least once: must be idempotent. */
  readonly name: string
  readonly handle: (act: Act, fact: Fact) => Promise<Result<unknown>>
  /** Hears nothing new any more: finishes what an earlier version of the program left in the queue under its name. */
  readonly isRetired?: true
}

export type Task = (act: Act, payload: Readonly<Record<string, Json>>) => Promise<Result<unknown>>

/** SQL that must return no rows, ever. */
export interface Check {
  readonly name: string
  readonly sql: string
}

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** What the program knows and every database of it holds: added to with each start, after the migrations; what is there is never changed. */
export interface Seed {
  readonly name: string
  /** Answers with rows when there is something to add: who adds nothing tells no trigger that something changed. */
  readonly due: string
  readonly sql: string
  /** Answers with rows while this version could not work with the database. */
  readonly missing: string
}

/** What waits for whom in a module: one table for each kind of record, and one question. */
export interface WaitingSource {
  readonly tables: Readonly<Record<string, Waits>>
  /** `waiting.<kind>.<act>`: what to do, as a verb. */
  readonly words: Messages
  /** At most `MOST_WAITING` of each kind, the oldest or soonest first. */
  readonly read: (view: View) => Promise<readonly Waiting[]>
}

export interface Messages {
  readonly zh: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
  /** Its refusals that are more than a rule that says no. */
  readonly refusals?: RefusalKinds
}

export interface Module {
  readonly name: string
  readonly contract: Contract
  readonly commands?: Readonly<Record<string, unknown>>
  readonly queries?: Readonly<Record<string, unknown>>
  /** Every fact it publishes. */
  readonly facts?: Readonly<Record<string, FactKind>>
  readonly reactions?: readonly Reaction[]
  /** Due tasks by `module.task`. */
  readonly tasks?: Readonly<Record<string, Task>>
  readonly messages: Messages
  readonly waiting?: WaitingSource
  /** What its code decides by; the rulebook lays them. */
  readonly rules?: readonly RuleDeclaration[]
  /** What it keeps of people: their copy of it, and what becomes of it with their account. */
  readonly personal?: readonly PersonalPart[]
  readonly migrations?: readonly Migration[]
  readonly seed?: Seed
  readonly checks?: readonly Check[]
  /** Plain Fastify routes: hot paths, streams, downloads. Under `/api/v1`. */
  readonly routes?: (app: FastifyInstance, services: Services) => void
}

type KindOf<P> =
  P extends ContractProcedure<infer _Input extends AnySchema, infer _Output extends AnySchema, infer _Errors, infer Meta>
    ? Meta extends { readonly kind: infer Kind }
      ? Kind
      : never
    : 'query'
type NamesOf<C extends Contract, Kind> = { [Name in keyof C]: KindOf<C[Name]> extends Kind ? Name : never }[keyof C]
type Handled<C extends Contract> = ([NamesOf<C, 'command'>] extends [never] ? object : { readonly commands: Commands<C, NamesOf<C, 'command'>> }) &
  ([NamesOf<C, 'query'>] extends [never] ? object : { readonly queries: Queries<C, NamesOf<C, 'query'>> })

/** A module whose contract is handled as a whole: an operation without its handler is an error of types. */
export const declareModule = <C extends Contract>(module: Omit<Module, 'contract' | 'commands' | 'queries'> & { readonly contract: C } & Handled<C>): Module =>
  module
