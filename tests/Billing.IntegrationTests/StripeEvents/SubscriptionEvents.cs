using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>A subscription as Stripe might have it, to be told in events. Whatever a test does not name is ordinary.</summary>
internal sealed record SubscriptionFacts(Guid UserId, string PriceId)
{
    public string Id { get; init; } = PaymentEvents.NewId("sub");

    public string CustomerId { get; init; } = PaymentEvents.NewId("cus");

    public string Status { get; init; } = "active";

    public long Quantity { get; init; } = 1;

    public DateTime Created { get; init; } = DateTime.UtcNow.AddSeconds(-100);

    public DateTime? PeriodStart { get; init; }

    public DateTime? PeriodEnd { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public DateTime? CanceledAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public DateTime? TrialEnd { get; init; }

    /// <summary>An event about it.</summary>
    /// <param name="type">What happened, <c>updated</c> for example.</param>
    /// <param name="at">When; now if left out.</param>
    public string Event(string type = "updated", DateTime? at = null)
    {
        DateTime start = PeriodStart ?? Created;
        var subscription = new
        {
            id = Id,
            @object = "subscription",
            customer = CustomerId,
            status = Status,
            created = StripeBodies.Unix(Created),
            cancel_at_period_end = CancelAtPeriodEnd,
            cancel_at = CancelAtPeriodEnd ? StripeBodies.Unix(PeriodEnd ?? start.AddMonths(1)) : null,
            canceled_at = StripeBodies.Unix(CanceledAt),
            ended_at = StripeBodies.Unix(EndedAt),
            trial_end = StripeBodies.Unix(TrialEnd),
            metadata = new { user_id = UserId },
            items = new
            {
                @object = "list",
                data = new[]
                {
                    new
                    {
                        id = "si_" + Id[4..],
                        @object = "subscription_item",
                        current_period_start = StripeBodies.Unix(start),
                        current_period_end = StripeBodies.Unix(PeriodEnd ?? start.AddMonths(1)),
                        price = new { id = PriceId, @object = "price" },
                        quantity = Quantity,
                    },
                },
            },
        };
        return StripeBodies.Event("customer.subscription." + type, subscription, at);
    }
}

/// <summary>An invoice as Stripe might have it, to be told in events.</summary>
internal sealed record InvoiceFacts(SubscriptionFacts Subscription)
{
    public string Id { get; init; } = PaymentEvents.NewId("in");

    public string Status { get; init; } = "open";

    public string BillingReason { get; init; } = "subscription_cycle";

    public long Amount { get; init; } = 1900;

    public string Currency { get; init; } = "usd";

    public long AttemptCount { get; init; }

    public DateTime? NextPaymentAttempt { get; init; }

    public DateTime Created { get; init; } = DateTime.UtcNow.AddSeconds(-100);

    /// <summary>An event about it.</summary>
    /// <param name="type">What happened, <c>payment_failed</c> for example.</param>
    /// <param name="at">When; now if left out.</param>
    public string Event(string type, DateTime? at = null) => StripeBodies.Event("invoice." + type, new
    {
        id = Id,
        @object = "invoice",
        customer = Subscription.CustomerId,
        status = Status,
        number = "A1B2-0001",
        created = StripeBodies.Unix(Created),
        currency = Currency,
        subtotal = Amount,
        total = Amount,
        amount_due = Amount,
        amount_paid = Status == "paid" ? Amount : 0,
        amount_remaining = Status == "paid" ? 0 : Amount,
        billing_reason = BillingReason,
        attempt_count = AttemptCount,
        attempted = AttemptCount > 0,
        next_payment_attempt = StripeBodies.Unix(NextPaymentAttempt),
        hosted_invoice_url = "https://invoice.example.com/" + Id,
        invoice_pdf = "https://invoice.example.com/" + Id + "/pdf",
        customer_email = "somebody@example.com",
        metadata = new { },
        lines = new { @object = "list", data = new[] { new { id = "il_1", @object = "line_item", description = "1 × Pro" } } },
        parent = new { type = "subscription_details", subscription_details = new { subscription = Subscription.Id, metadata = new { user_id = Subscription.UserId } } },
        status_transitions = new { paid_at = Status == "paid" ? StripeBodies.Unix(at ?? DateTime.UtcNow) : null },
    }, at);
}

/// <summary>What bodies of events have in common.</summary>
internal static class StripeBodies
{
    /// <summary>Seconds, as Stripe writes a moment.</summary>
    public static long? Unix(DateTime? time) => time is { } at ? new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds() : null;

    /// <summary>An event that carries the object.</summary>
    public static string Event(string type, object carried, DateTime? at) => JsonSerializer.Serialize(new
    {
        id = PaymentEvents.NewId("evt"),
        @object = "event",
        api_version = "2026-07-29.dahlia",
        created = Unix(at ?? DateTime.UtcNow),
        livemode = false,
        type,
        data = new { @object = carried },
    });

    /// <summary>The same body under another id of the event.</summary>
    public static string Again(string body)
    {
        JsonNode node = JsonNode.Parse(body)!;
        node["id"] = PaymentEvents.NewId("evt");
        return node.ToJsonString();
    }
}
