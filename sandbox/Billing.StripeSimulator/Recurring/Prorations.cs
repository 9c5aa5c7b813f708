using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>
/// The lines that settle a change within a period, to the second: what was charged for the time that is left comes back, and
/// the new price is charged for it.
/// </summary>
internal static class Prorations
{
    /// <summary>Gives back what an item was charged for the time that is left.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription as it was.</param>
    /// <param name="item">The item as it was.</param>
    /// <param name="at">Since when it is another one, in Stripe's seconds.</param>
    public static JsonObject Credit(UnitOfWork work, StripeDocument subscription, JsonObject item, long at)
    {
        var debit = Debits.Of(subscription, item);
        var from = Math.Max(at, debit.Period.Start);
        var line = Line(work, item, -Part(debit.Amount, debit.Period.End - from, debit.Period.Length), "Unused time on", at, debit.Period.End);
        if (debit.Invoice is not null)
        {
            line["parent"]!["subscription_item_details"]!["proration_details"]!["credited_items"] = new JsonObject
            {
                ["invoice"] = debit.Invoice,
                ["invoice_line_items"] = new JsonArray(debit.Line),
            };
        }

        return line;
    }

    /// <summary>Charges an item for the time that is left of its period.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="item">The item as it will be.</param>
    /// <param name="discounted">What the item costs a period after discounts, in minor units.</param>
    /// <param name="at">Since when it is so, in Stripe's seconds.</param>
    public static JsonObject Charge(UnitOfWork work, JsonObject item, long discounted, long at)
    {
        var period = Subscriptions.PeriodOf(item);
        return Line(work, item, Part(discounted, period.End - at, period.Length), "Remaining time on", at, period.End);
    }

    /// <summary>An amount for a part of the time it is for, rounded as merchants do: half a minor unit up.</summary>
    private static long Part(long amount, long seconds, long of) =>
        (long)Math.Round((decimal)amount * seconds / of, MidpointRounding.AwayFromZero);

    private static JsonObject Line(UnitOfWork work, JsonObject item, long amount, string about, long at, long until)
    {
        var line = InvoiceLines.Create(item, amount);
        var quantity = item["quantity"]!.GetValue<long>();
        var name = quantity == 1 ? InvoiceLines.ProductName(work, item) : $"{quantity} × {InvoiceLines.ProductName(work, item)}";
        var day = DateTimeOffset.FromUnixTimeSeconds(at).ToString("dd MMM yyyy", CultureInfo.InvariantCulture);
        line["description"] = $"{about} {name} after {day}";
        line["discountable"] = false;
        line["period"] = new JsonObject { ["end"] = until, ["start"] = at };
        line["pricing"]!["unit_amount_decimal"] = quantity == 0
            ? "0"
            : Math.Round((decimal)amount / quantity, 12).ToString("0.############", CultureInfo.InvariantCulture);
        var parent = line["parent"]!["subscription_item_details"]!;
        parent["invoice_item"] = StripeId.New("ii");
        parent["proration"] = true;
        return line;
    }
}
