using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Invoice items: lines that wait for the next invoice of their subscription.</summary>
internal static class PendingItems
{
    private const string Line = "line";

    /// <summary>Makes an invoice item of each line, which waits for an invoice, and tells of it.</summary>
    public static void Add(UnitOfWork work, StripeDocument subscription, IEnumerable<JsonObject> lines)
    {
        foreach (var line in lines)
        {
            var details = line["parent"]!["subscription_item_details"]!;
            var json = ObjectTemplate.Create("invoiceitem");
            json["id"] = details["invoice_item"]!.DeepClone();
            json["customer"] = subscription.Text("customer");
            json["date"] = work.Now;
            json["net_amount"] = line["amount"]!.DeepClone();
            json["parent"]!["subscription_details"]!["subscription"] = subscription.Id;
            json["parent"]!["subscription_details"]!["subscription_item"] = details["subscription_item"]!.DeepClone();
            json["test_clock"] = subscription.Text("test_clock");
            foreach (var property in (ReadOnlySpan<string>)["amount", "currency", "description", "period", "pricing", "quantity", "quantity_decimal"])
            {
                json[property] = line[property]!.DeepClone();
            }

            work.Save(
                new StripeDocument("invoiceitem", json) with { Hidden = new JsonObject { [Line] = line.DeepClone() } }, "invoiceitem.created");
        }
    }

    /// <summary>The lines that wait for the subscription's next invoice, oldest first.</summary>
    public static IReadOnlyList<JsonObject> LinesOf(UnitOfWork work, StripeDocument subscription) =>
        [.. Waiting(work, subscription).Select(item => item.Hidden[Line]!.DeepClone().AsObject())];

    /// <summary>The lines that wait are on this invoice now.</summary>
    public static void Take(UnitOfWork work, StripeDocument subscription, StripeDocument invoice)
    {
        foreach (var item in Waiting(work, subscription))
        {
            item.Json["invoice"] = invoice.Id;
            work.Save(item);
        }
    }

    private static IEnumerable<StripeDocument> Waiting(UnitOfWork work, StripeDocument subscription) =>
        work.All(new DocumentQuery("invoiceitem").Where("customer", subscription.Text("customer"))
                .Where("parent.subscription_details.subscription", subscription.Id))
            .Where(item => item.Text("invoice") is null && !item.IsDeleted)
            .Reverse();
}
