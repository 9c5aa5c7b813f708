using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>What was charged for the time of a subscription item: a credit gives back a part of it.</summary>
/// <param name="Amount">After discounts, in minor units.</param>
/// <param name="Period">The time that it was charged for.</param>
/// <param name="Invoice">The invoice's id; null when it is on none yet.</param>
/// <param name="Line">The id of the invoice's line.</param>
internal sealed record Debit(long Amount, BillingPeriod Period, string? Invoice, string? Line);

/// <summary>
/// Remembers for each item what was last charged for its time. Credits of flexible billing are computed from it, not from the
/// price: who paid with a discount gets back what they paid.
/// </summary>
internal static class Debits
{
    private const string Property = "debits";

    /// <summary>The last debit of an item; when none is remembered, its price for its period.</summary>
    public static Debit Of(StripeDocument subscription, JsonObject item)
    {
        if (subscription.Hidden[Property]?[item["id"]!.GetValue<string>()] is { } debit)
        {
            return new Debit(
                debit["amount"]!.GetValue<long>(),
                new BillingPeriod(debit["start"]!.GetValue<long>(), debit["end"]!.GetValue<long>()),
                debit["invoice"]?.GetValue<string>(),
                debit["line"]?.GetValue<string>());
        }

        var amount = item["price"]!["unit_amount"]!.GetValue<long>() * item["quantity"]!.GetValue<long>();
        return new Debit(amount, Subscriptions.PeriodOf(item), null, null);
    }

    /// <summary>Remembers the lines that charge for time; credits are none.</summary>
    public static void Remember(StripeDocument subscription, IEnumerable<JsonObject> lines)
    {
        var debits = subscription.Hidden[Property]?.AsObject() ?? [];
        foreach (var line in lines.Where(line => line["amount"]!.GetValue<long>() >= 0))
        {
            debits[line["parent"]!["subscription_item_details"]!["subscription_item"]!.GetValue<string>()] = new JsonObject
            {
                ["amount"] = line["amount"]!.GetValue<long>() - line["discount_amounts"]!.AsArray().Sum(d => d!["amount"]!.GetValue<long>()),
                ["end"] = line["period"]!["end"]!.DeepClone(),
                ["invoice"] = line["invoice"]?.GetValue<string>() is { Length: > 0 } invoice ? invoice : null,
                ["line"] = line["id"]!.DeepClone(),
                ["start"] = line["period"]!["start"]!.DeepClone(),
            };
        }

        subscription.Hidden[Property] = debits;
    }

    /// <summary>What an invoice charged for was never paid and never will be: there is nothing to give back.</summary>
    public static void Forget(StripeDocument subscription, string invoice)
    {
        foreach (var (_, debit) in subscription.Hidden[Property]?.AsObject() ?? [])
        {
            if (debit!["invoice"]?.GetValue<string>() == invoice)
            {
                debit["amount"] = 0;
            }
        }
    }
}
