using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>The stub that Stripe answers with for an object that was deleted.</summary>
internal static class DeletedObject
{
    /// <summary>Id, kind and <c>deleted: true</c>.</summary>
    public static JsonObject Of(StripeDocument document) => new()
    {
        ["id"] = document.Id,
        ["object"] = document.Kind,
        ["deleted"] = true,
    };
}
