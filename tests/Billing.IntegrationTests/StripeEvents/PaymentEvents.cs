using System.Globalization;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Bodies of events about one-time payments, small but of Stripe's shape.</summary>
internal static class PaymentEvents
{
    /// <summary>An event about a payment intent.</summary>
    public static string PaymentIntent(
        string type = "payment_intent.succeeded",
        string? eventId = null,
        string? intentId = null,
        string? customerId = null,
        Guid? userId = null,
        DateTimeOffset? created = null,
        string? status = null,
        long amount = 2000,
        string apiVersion = "2026-07-29.dahlia")
    {
        string at = (created ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string metadata = userId is { } id ? $$"""{"user_id": "{{id}}"}""" : "{}";
        string error = type == "payment_intent.payment_failed"
            ? """{"type": "card_error", "code": "card_declined", "message": "Your card was declined."}"""
            : "null";
        return $$"""
            {
              "id": "{{eventId ?? NewId("evt")}}",
              "object": "event",
              "api_version": "{{apiVersion}}",
              "created": {{at}},
              "data": {
                "object": {
                  "id": "{{intentId ?? NewId("pi")}}",
                  "object": "payment_intent",
                  "amount": {{amount}},
                  "amount_received": {{amount}},
                  "created": {{at}},
                  "currency": "usd",
                  "customer": {{(customerId is null ? "null" : $"\"{customerId}\"")}},
                  "description": "A book",
                  "last_payment_error": {{error}},
                  "latest_charge": null,
                  "livemode": false,
                  "metadata": {{metadata}},
                  "status": "{{status ?? StatusOf(type)}}"
                }
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": { "id": null, "idempotency_key": null },
              "type": "{{type}}"
            }
            """;
    }

    /// <summary>An event about a charge that was paid by card.</summary>
    public static string Charge(
        string customerId, Guid userId, string? intentId = null, DateTime? created = null, DateTime? expires = null, long refunded = 0, string type = "charge.succeeded")
    {
        DateTime lastMonth = (expires ?? DateTime.UtcNow.AddYears(3)).AddDays(-1);
        return StripeBodies.Event(
            type,
            new
            {
                id = NewId("ch"),
                @object = "charge",
                amount = 2000,
                amount_refunded = refunded,
                created = StripeBodies.Unix(created ?? DateTime.UtcNow),
                currency = "usd",
                customer = customerId,
                metadata = new { user_id = userId },
                payment_intent = intentId ?? NewId("pi"),
                payment_method_details = new { type = "card", card = new { brand = "visa", last4 = "4242", exp_month = lastMonth.Month, exp_year = lastMonth.Year } },
                status = "succeeded",
            },
            created);
    }

    /// <summary>An event about a refund that names no charge, as nothing else is to be brought in line.</summary>
    public static string Refund(string id, string intentId, long amount, string status, DateTime created) => StripeBodies.Event(
        "refund.updated",
        new
        {
            id,
            @object = "refund",
            amount,
            charge = (string?)null,
            created = StripeBodies.Unix(created),
            currency = "usd",
            metadata = new { },
            payment_intent = intentId,
            reason = "requested_by_customer",
            status,
        },
        created.AddSeconds(status == "succeeded" ? 20 : 10));

    /// <summary>A new id of Stripe's form.</summary>
    public static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}";

    private static string StatusOf(string type) => type switch
    {
        "payment_intent.succeeded" => "succeeded",
        "payment_intent.canceled" => "canceled",
        "payment_intent.processing" => "processing",
        _ => "requires_payment_method",
    };
}
