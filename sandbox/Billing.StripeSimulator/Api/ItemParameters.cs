using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>Reads changes of subscriptions: the same parameters in an update and in its preview.</summary>
internal static class ItemParameters
{
    /// <summary>The parameters of a change, by their names in an update.</summary>
    public static readonly string[] Names =
    [
        "items[][id]", "items[][price]", "items[][quantity]", "items[][deleted]", "items[][metadata]", "items[][metadata][*]",
        "billing_cycle_anchor", "proration_behavior", "proration_date",
    ];

    /// <summary>Whether the request changes items or the cycle.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="prefix">The parameter that they are inside of, such as <c>subscription_details</c>; empty for none.</param>
    public static bool HasChange(ApiParameters parameters, string prefix = "") =>
        parameters.Has(Name(prefix, "items")) || parameters.Text(Name(prefix, "billing_cycle_anchor")) == "now";

    /// <summary>The change that a request asks for.</summary>
    /// <exception cref="StripeApiException">400: it makes no sense.</exception>
    public static SubscriptionChange Read(ApiCall call, string prefix = "")
    {
        var parameters = call.Parameters;
        var date = Name(prefix, "proration_date");
        var resets = parameters.OneOf(Name(prefix, "billing_cycle_anchor"), "now", "unchanged") == "now";
        return new SubscriptionChange(
            [.. parameters.Items(Name(prefix, "items")).Select(item => Item(call, item))],
            ProrationBehavior(parameters, prefix),
            parameters.Integer(date) ?? call.Work.Now,
            resets);
    }

    /// <summary>How a change is prorated.</summary>
    public static string ProrationBehavior(ApiParameters parameters, string prefix = "") =>
        parameters.OneOf(Name(prefix, "proration_behavior"), "create_prorations", "always_invoice", "none") ?? "create_prorations";

    /// <summary>A parameter's name inside another one.</summary>
    public static string Name(string prefix, string name)
    {
        if (prefix.Length == 0)
        {
            return name;
        }

        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? $"{prefix}[{name}]" : $"{prefix}[{name[..bracket]}]{name[bracket..]}";
    }

    private static ItemChange Item(ApiCall call, string item)
    {
        var id = call.Parameters.Text(item + "[id]");
        var price = call.Reference("price", item + "[price]");
        if (price is not null && !price.Flag("active"))
        {
            throw StripeErrors.Refused($"The price {price.Id} is inactive and cannot be bought.", "price_inactive", item + "[price]");
        }

        var quantity = call.Parameters.Integer(item + "[quantity]");
        return quantity < 0
            ? throw StripeErrors.InvalidInteger(item + "[quantity]", "Invalid non-negative integer.")
            : new ItemChange(id, price, quantity, call.Parameters.Boolean(item + "[deleted]") is true, item);
    }
}
