import { answerOf, client } from '@/api/client'
import type {
  AlertPage,
  DuplicateSubscriptionList,
  EndedSubscription,
  EventDetails,
  EventPage,
  InboxEventStatus,
  PaymentStatus,
  ReconciliationDetails,
  ReconciliationList,
  RefundDetails,
  TransactionPage,
} from '@/api/types'

/** Names of what is kept in the cache. */
export const adminKeys = {
  events: ['admin', 'events'] as const,
  event: ['admin', 'event'] as const,
  payments: ['admin', 'payments'] as const,
  duplicates: ['admin', 'duplicates'] as const,
  reconciliation: ['admin', 'reconciliation'] as const,
  alerts: ['admin', 'alerts'] as const,
}

/** Rows on one page of a list. */
export const adminPageSize = 50

export interface EventQuery {
  cursor: string | null
  status: InboxEventStatus | null
  /** Stripe's type of event; null for all. */
  type: string | null
  /** Stripe's id of the customer; null for all. */
  customer: string | null
}

/** A page of events, latest received first. */
export function getEvents({ limit = adminPageSize, ...filters }: Partial<EventQuery> & { limit?: number }): Promise<EventPage> {
  return answerOf(client.GET('/v1/admin/events', { params: { query: { limit, ...given(filters) } } }))
}

/** One event with its payload and its failed attempts. */
export function getEvent(id: string): Promise<EventDetails> {
  return answerOf(client.GET('/v1/admin/events/{event_id}', { params: { path: { event_id: id } } }))
}

/** Processes an event again; one that was applied changes nothing again. */
export function replayEvent(id: string): Promise<EventDetails> {
  return answerOf(client.PUT('/v1/admin/events/{event_id}/replay', { params: { path: { event_id: id } } }))
}

/** Processes every dead event again. */
export function replayDeadEvents(): Promise<{ replayed: number }> {
  return answerOf(client.POST('/v1/admin/events/replay', { body: { status: 'dead' } }))
}

export interface TransactionQuery {
  cursor: string | null
  status: PaymentStatus | null
  /** The address of the account; null for all. */
  email: string | null
}

/** A page of everybody's payments, newest first. */
export function getTransactions(query: TransactionQuery): Promise<TransactionPage> {
  return answerOf(client.GET('/v1/admin/transactions', { params: { query: { limit: adminPageSize, ...given(query) } } }))
}

export interface RefundOrder {
  transactionId: string
  /** Minor units. */
  amountCents: number
  reason: string
}

/** Gives money back. */
export function createRefund({ transactionId, amountCents, reason }: RefundOrder, idempotencyKey: string): Promise<RefundDetails> {
  return answerOf(
    client.POST('/v1/admin/refunds', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: { transaction_id: transactionId, amount_cents: amountCents, reason },
    }),
  )
}

/** Subscriptions of people who pay twice. */
export function getDuplicates(): Promise<DuplicateSubscriptionList> {
  return answerOf(client.GET('/v1/admin/subscriptions/duplicates'))
}

export interface EndOrder {
  id: string
  /** Whether its last payment goes back too. */
  refund: boolean
}

/** Ends a subscription at once. */
export function endSubscription({ id, refund }: EndOrder, idempotencyKey: string): Promise<EndedSubscription> {
  return answerOf(
    client.POST('/v1/admin/subscriptions/{id}/cancellation', {
      params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey } },
      body: { refund },
    }),
  )
}

/** The latest comparisons with Stripe. */
export function getReconciliations(): Promise<ReconciliationList> {
  return answerOf(client.GET('/v1/admin/reconciliation'))
}

/** Begins a comparison; since the last one when no moment is given. */
export function startReconciliation(since: string | null): Promise<ReconciliationDetails> {
  return answerOf(client.POST('/v1/admin/reconciliation', { body: { since } }))
}

/** A page of what only a person can mend, latest first. */
export function getAlerts(query: { cursor: string | null }): Promise<AlertPage> {
  return answerOf(client.GET('/v1/admin/alerts', { params: { query: { limit: adminPageSize, ...given(query) } } }))
}

/** The filters that are set. */
function given<Filters extends object>(filters: Filters): { [Name in keyof Filters]?: NonNullable<Filters[Name]> } {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null)) as { [Name in keyof Filters]?: NonNullable<Filters[Name]> }
}
