import type { components } from './schema.gen'

type ProblemBody = Partial<components['schemas']['Problem']>

/** What every failed call throws: the API's problem details, or that nothing answered (status 0, code unreachable). */
export class ApiProblem extends Error {
  constructor(
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    /** The API's stable code. */
    readonly code: string,
    /** A sentence for the person. */
    message: string,
    /** What is wrong with which field of the request, by its name there. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
    /** Further members, such as url. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.name = 'ApiProblem'
  }

  /** Whether the same call may succeed in a moment. */
  get isTransient(): boolean {
    return this.status === 0 || this.status >= 500
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, 'unreachable', 'The server does not answer. Check your connection and try again.')
  }

  static of(status: number, error: unknown): ApiProblem {
    const body = (typeof error === 'object' && error !== null ? error : {}) as ProblemBody & Record<string, unknown>
    const sentence = body.detail ?? body.title ?? 'Something went wrong on our side. Try again in a moment.'
    return new ApiProblem(status, body.code ?? `http_${status}`, sentence, body.errors ?? {}, body)
  }
}

/** The sentence for a person, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : 'Something went wrong on our side. Try again in a moment.'
}
