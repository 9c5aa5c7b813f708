using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Storage;

/// <summary>A Stripe object as it is stored: what the API shows of it, and what only the simulator knows.</summary>
/// <param name="Kind">The object's <c>object</c> value, such as <c>payment_intent</c>.</param>
/// <param name="Id">Stripe's id, such as <c>pi_…</c>.</param>
/// <param name="Json">The public document. References to other objects are ids, never expanded.</param>
/// <param name="Hidden">State that no answer shows, such as a webhook endpoint's secret or the number behind a test card.</param>
internal sealed record StripeDocument(string Kind, string Id, JsonObject Json, JsonObject Hidden)
{
    /// <summary>A new document that has no hidden state yet.</summary>
    public StripeDocument(string kind, JsonObject json) : this(kind, json["id"]!.GetValue<string>(), json, [])
    {
    }

    /// <summary>A deleted customer or product stays readable by id, but is in no list.</summary>
    public bool IsDeleted => Json["deleted"] is not null;

    /// <summary>The string at a property, or null when it is absent or null.</summary>
    public string? Text(string property) => Json[property]?.GetValue<string>();

    /// <summary>The integer at a property, or null when it is absent or null.</summary>
    public long? Number(string property) => Json[property]?.GetValue<long>();

    /// <summary>The boolean at a property; false when it is absent or null.</summary>
    public bool Flag(string property) => Json[property]?.GetValue<bool>() ?? false;

    /// <summary>The object's <c>status</c>.</summary>
    public string? Status => Text("status");
}
