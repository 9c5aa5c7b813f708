namespace Billing.UnitTests.Persistence;

/// <summary>What the design asks of the database.</summary>
internal static class Schema
{
    /// <summary>The unique indexes beside the primary keys.</summary>
    public static readonly string[] UniqueIndexes =
    [
        "charges(stripe_charge_id)",
        "checkout_sessions(stripe_session_id) WHERE stripe_session_id IS NOT NULL",
        "checkout_sessions(user_id) WHERE status IN ('creating', 'open')",
        "customers(stripe_customer_id) WHERE stripe_customer_id IS NOT NULL",
        "customers(user_id) WHERE is_primary = 1",
        "disputes(stripe_dispute_id)",
        "email_messages(kind, subject_id)",
        "invoice_payments(stripe_invoice_payment_id)",
        "invoices(stripe_invoice_id)",
        "invoices(user_id, created_at DESC, id DESC)",
        "operator_alerts(kind, subject_id)",
        "payment_transactions(stripe_payment_intent_id)",
        "payment_transactions(user_id, created_at DESC, id DESC)",
        "plan_prices(lookup_key)",
        "plan_prices(stripe_price_id)",
        "plans(code)",
        "refresh_tokens(hash)",
        "refunds(operation_id) WHERE operation_id IS NOT NULL",
        "refunds(stripe_payment_intent_id) WHERE status = 'creating'",
        "refunds(stripe_refund_id) WHERE stripe_refund_id IS NOT NULL",
        "roles(normalized_name) WHERE normalized_name IS NOT NULL",
        "stripe_events(received_at, id)",
        "subscription_schedules(stripe_schedule_id)",
        "user_subscriptions(stripe_subscription_id)",
        "user_subscriptions(user_id) WHERE is_current = 1",
        "users(normalized_email) WHERE normalized_email IS NOT NULL",
        "users(normalized_user_name) WHERE normalized_user_name IS NOT NULL",
    ];
}
