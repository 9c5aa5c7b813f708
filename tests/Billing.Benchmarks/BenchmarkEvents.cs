namespace Billing.Benchmarks;

/// <summary>Events as Stripe sends them.</summary>
internal static class BenchmarkEvents
{
    /// <summary>A payment that succeeded.</summary>
    /// <param name="name">What makes the ids of event and payment intent unique.</param>
    /// <param name="customer">The customer's id.</param>
    /// <param name="created">When (Unix seconds).</param>
    public static string PaymentSucceeded(string name, string customer, long created) => $$"""
        {
          "id": "evt_{{name}}", "object": "event", "api_version": "2026-07-29.dahlia", "created": {{created}}, "livemode": false,
          "type": "payment_intent.succeeded", "data": { "object": { "id": "pi_{{name}}", "object": "payment_intent", "amount": 1900,
          "created": {{created}}, "currency": "usd", "customer": "{{customer}}", "description": "Pro", "last_payment_error": null,
          "metadata": {}, "status": "succeeded" } }
        }
        """;
}
