using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Protocol;

/// <summary>Stripe's lists: newest first, by cursor, <c>has_more</c> when there are more beyond the page.</summary>
internal static class ListPage
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;

    /// <summary>The parameters that every list takes.</summary>
    public static readonly string[] Parameters = ["limit", "starting_after", "ending_before"];

    /// <summary>The parameters of a filter by creation time.</summary>
    public static readonly string[] Created = ["created", "created[gt]", "created[gte]", "created[lt]", "created[lte]"];

    /// <summary>The page that the call asks for.</summary>
    /// <param name="call">The request, whose cursor and limit count.</param>
    /// <param name="query">Which objects belong to the list.</param>
    /// <param name="show">What to show of a document; by default its public JSON.</param>
    public static JsonObject Of(ApiCall call, DocumentQuery query, Func<StripeDocument, JsonObject>? show = null)
    {
        var (documents, hasMore) = call.Work.Store.Documents.List(WithCursor(call, query));
        return List(documents.Select(show ?? (d => d.Json)), call.Path, hasMore);
    }

    /// <summary>A list object of items that are at hand.</summary>
    public static JsonObject List(IEnumerable<JsonObject> items, string url, bool hasMore = false) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };

    /// <summary>Adds the <c>created</c> filter of the call, in both of its forms.</summary>
    public static DocumentQuery WhereCreated(this DocumentQuery query, ApiParameters parameters) => query
        .Where("created", parameters.Integer("created"))
        .Where("created", parameters.Integer("created[gt]"), ">")
        .Where("created", parameters.Integer("created[gte]"), ">=")
        .Where("created", parameters.Integer("created[lt]"), "<")
        .Where("created", parameters.Integer("created[lte]"), "<=");

    private static DocumentQuery WithCursor(ApiCall call, DocumentQuery query)
    {
        var limit = call.Parameters.Integer("limit") ?? DefaultLimit;
        if (limit is < 1 or > MaxLimit)
        {
            throw StripeErrors.InvalidInteger("limit", $"This value must be from 1 to {MaxLimit}.");
        }

        var after = call.Reference(query.Kind, "starting_after")?.Id;
        var before = call.Reference(query.Kind, "ending_before")?.Id;
        return after is not null && before is not null
            ? throw StripeErrors.Invalid("starting_after", "Send starting_after or ending_before, not both.")
            : query with { Limit = (int)limit, StartingAfter = after, EndingBefore = before };
    }
}
