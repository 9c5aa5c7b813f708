using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds refunds.</summary>
internal static class Refunds
{
    /// <summary>Money that goes back at once.</summary>
    /// <param name="charge">The charge that was paid.</param>
    /// <param name="amount">In the currency's minor units.</param>
    /// <param name="reason">Stripe's reason, or null.</param>
    /// <param name="metadata">The caller's own data.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(StripeDocument charge, long amount, string? reason, JsonObject metadata, long now)
    {
        var json = ObjectTemplate.Create("refund");
        json["id"] = StripeId.New(charge.Id.StartsWith("py_", StringComparison.Ordinal) ? "pyr" : "re");
        json["amount"] = amount;
        json["charge"] = charge.Id;
        json["created"] = now;
        json["currency"] = charge.Text("currency");
        json["customer"] = charge.Text("customer");
        json["metadata"] = metadata;
        json["payment_intent"] = charge.Text("payment_intent");
        json["payment_method"] = charge.Text("payment_method");
        json["reason"] = reason;
        return new StripeDocument("refund", json);
    }
}
