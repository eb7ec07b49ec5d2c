/** Operations as data: one builder for commands and one for queries, so that access and refusals are declared beside the shapes. */
import type { Role } from '#kernel/actor.ts'
import { isContractProcedure, oc, type AnyContractProcedure } from '@orpc/contract'
import { z } from 'zod'

export type Access = 'public' | 'signed-in' | readonly Role[]

export interface OperationMeta {
  readonly kind: 'command' | 'query'
  readonly access: Access
  /** Every refusal code this operation may answer with, beside the road's own. */
  readonly refusals: readonly string[]
  /** The caller must have shown the second factor a short while ago; programs with a key never may. */
  readonly freshFactor: boolean
  /** Gives away personal or financial data in bulk: the security log keeps who took it. */
  readonly isExport: boolean
}

interface OperationSpec<Refusals extends readonly string[]> {
  readonly path: `/${string}`
  readonly summary: string
  readonly tag: string
  /** The name by which the world knows it, where it is not the key in the contract: `tag.wireName` in the description and in the security log. */
  readonly wireName?: string
  readonly access: Access
  readonly refusals?: Refusals
  /** For what moves money or power (accounts, roles, keys): see `OperationMeta`. */
  readonly freshFactor?: true
  readonly isExport?: true
}

/** The wire form of a refusal (RFC 9457 problem details carry it as extension members). */
export const refusalShape = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  field: z.string().optional(),
  rule: z.object({ id: z.string(), key: z.string(), source: z.string() }).optional(),
  text: z.object({ zh: z.string(), en: z.string() }),
})
export type RefusalBody = z.infer<typeof refusalShape>

/** The kind stands in the type as well: a module with an operation that nobody handles does not compile. */
export type MetaOf<Kind extends OperationMeta['kind']> = OperationMeta & { readonly kind: Kind }

const build = <const Kind extends OperationMeta['kind']>(kind: Kind, method: 'GET' | 'POST' | 'PUT' | 'DELETE', spec: OperationSpec<readonly string[]>) =>
  oc
    .$meta<MetaOf<Kind>>({ kind, access: 'public', refusals: [], freshFactor: false, isExport: false })
    .meta({
      kind,
      access: spec.access,
      refusals: spec.refusals ?? [],
      freshFactor: spec.freshFactor ?? false,
      isExport: spec.isExport ?? false,
    })
    .route({
      method,
      path: spec.path,
      summary: spec.summary,
      tags: [spec.tag],
      ...(spec.wireName === undefined ? {} : { operationId: `${spec.tag}.${spec.wireName}` }),
    })
    .errors({
      REFUSED: { status: 422, message: 'The rules do not allow this.', data: refusalShape },
      NOT_FOUND: { status: 404, message: 'There is no such record, or it is not yours to see.', data: refusalShape },
      FORBIDDEN: { status: 403, message: 'This role may not do this.', data: refusalShape },
      UNAUTHORIZED: { status: 401, message: 'Log in first.', data: refusalShape },
      TOO_MANY_REQUESTS: { status: 429, message: 'Too much at once; what came before has to be worked off first.', data: refusalShape },
      CONFLICT: { status: 409, message: 'The state or an earlier request stands against this.', data: refusalShape },
    })

/** A write: goes through the one road. */
export const command = <const R extends readonly string[]>(spec: OperationSpec<R> & { readonly method?: 'POST' | 'PUT' | 'DELETE' }) =>
  build('command', spec.method ?? 'POST', spec)

/** A read: never changes anything. */
export const query = <const R extends readonly string[]>(spec: OperationSpec<R>) => build('query', 'GET', spec)

/** Operations by name; the reads of a further record of the room stand together under its name. */
export type Contract = Readonly<Record<string, AnyContractProcedure | Readonly<Record<string, AnyContractProcedure>>>>

/** Each with its name as callers write it: `get`, `lines.list`. */
export const operationsOf = (contract: Contract): readonly (readonly [string, AnyContractProcedure])[] =>
  Object.entries(contract).flatMap(([name, part]) =>
    isContractProcedure(part) ? [[name, part] as const] : Object.entries(part).map(([verb, procedure]) => [`${name}.${verb}`, procedure] as const),
  )
