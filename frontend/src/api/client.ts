import createClient from 'openapi-fetch'
import { accessToken, renewAfterRefusal } from '@/features/auth/session'
import { ApiProblem } from './problem'
import type { paths } from './schema.gen'

/** Sends a request with the access token, if somebody is signed in; a token that is over is renewed and the request sent once more. */
async function sendWithSession(request: Request): Promise<Response> {
  const token = await accessToken()
  if (token === null) return fetch(request)
  const again = request.clone()
  request.headers.set('Authorization', `Bearer ${token}`)
  const response = await fetch(request)
  if (response.status !== 401) return response
  const renewed = await renewAfterRefusal(token)
  if (renewed === null) return response
  again.headers.set('Authorization', `Bearer ${renewed}`)
  return fetch(again)
}

/** The API, typed by its OpenAPI document. */
export const client = createClient<paths>({ baseUrl: window.location.origin, fetch: sendWithSession })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/**
 * The body of a good answer.
 * @throws ApiProblem for every other one, and when nothing answers.
 */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (error) {
    // fetch throws TypeError when there is no connection; openapi-fetch SyntaxError when what answers speaks no JSON.
    if (error instanceof TypeError || error instanceof SyntaxError) throw ApiProblem.unreachable()
    throw error
  }
  if (!answer.response.ok) throw ApiProblem.of(answer.response.status, answer.error)
  return answer.data as T
}
