using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds invoices and moves them from draft to open to paid.</summary>
internal static class Invoices
{
    /// <summary>A new invoice id; the intent that will pay an invoice names it before the invoice exists.</summary>
    public static string NewId() => StripeId.New("in");

    /// <summary>The draft of the first invoice of a subscription.</summary>
    public static StripeDocument CreateDraft(
        string id, StripeDocument customer, StripeDocument subscription, IReadOnlyList<CheckoutLine> lines, string accountName, long now)
    {
        var json = ObjectTemplate.Create("invoice");
        var total = lines.Sum(line => line.Amount);
        json["id"] = id;
        json["account_name"] = accountName;
        foreach (var property in (ReadOnlySpan<string>)["amount_due", "amount_remaining", "subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax"])
        {
            json[property] = total;
        }

        foreach (var property in (ReadOnlySpan<string>)["created", "period_start", "period_end"])
        {
            json[property] = now;
        }

        json["currency"] = lines[0].Currency;
        json["customer"] = customer.Id;
        json["customer_email"] = customer.Text("email");
        json["customer_name"] = customer.Text("name");
        json["customer_phone"] = customer.Text("phone");
        var parent = json["parent"]!["subscription_details"]!.AsObject();
        parent["metadata"] = subscription.Json["metadata"]!.DeepClone();
        parent["subscription"] = subscription.Id;
        AddLines(json, subscription, lines);
        return new StripeDocument("invoice", json);
    }

    /// <summary>Gives the invoice its number and pages; from now on it is to be paid.</summary>
    public static void Open(StripeDocument invoice, StripeDocument customer, string baseAddress, long now)
    {
        var sequence = customer.Number("next_invoice_sequence")!.Value;
        invoice.Json["effective_at"] = now;
        invoice.Json["ending_balance"] = 0;
        invoice.Json["hosted_invoice_url"] = $"{baseAddress}/i/{invoice.Id}";
        invoice.Json["invoice_pdf"] = $"{baseAddress}/i/{invoice.Id}/pdf";
        invoice.Json["number"] = string.Create(CultureInfo.InvariantCulture, $"{customer.Text("invoice_prefix")}-{sequence:0000}");
        invoice.Json["status"] = "open";
        invoice.Json["status_transitions"]!["finalized_at"] = now;
        invoice.Json["webhooks_delivered_at"] = now;
        customer.Json["next_invoice_sequence"] = sequence + 1;
    }

    /// <summary>Closes the invoice: nothing is owed any more.</summary>
    public static void MarkPaid(StripeDocument invoice, long now)
    {
        var needsPayment = invoice.Number("amount_due") > 0;
        invoice.Json["amount_paid"] = invoice.Number("amount_due");
        invoice.Json["amount_remaining"] = 0;
        invoice.Json["attempt_count"] = needsPayment ? 1 : 0;
        invoice.Json["attempted"] = true;
        invoice.Json["status"] = "paid";
        invoice.Json["status_transitions"]!["paid_at"] = now;
    }

    /// <summary>The record that an intent paid the invoice.</summary>
    public static StripeDocument PaidBy(StripeDocument invoice, StripeDocument intent, long now)
    {
        var json = ObjectTemplate.Create("invoice_payment");
        json["id"] = StripeId.New("inpay");
        json["amount_paid"] = invoice.Number("amount_paid");
        json["amount_requested"] = invoice.Number("amount_due");
        json["created"] = now;
        json["currency"] = invoice.Text("currency");
        json["invoice"] = invoice.Id;
        json["payment"]!["payment_intent"] = intent.Id;
        json["status_transitions"]!["paid_at"] = now;
        return new StripeDocument("invoice_payment", json);
    }

    private static void AddLines(JsonObject invoice, StripeDocument subscription, IReadOnlyList<CheckoutLine> lines)
    {
        var id = invoice["id"]!.GetValue<string>();
        var list = invoice["lines"]!.AsObject();
        list["data"] = new JsonArray([.. lines.Zip(Subscriptions.Items(subscription), (line, item) => Line(id, subscription.Id, item, line))]);
        list["url"] = $"/v1/invoices/{id}/lines";
    }

    private static JsonObject Line(string invoice, string subscription, JsonObject item, CheckoutLine line)
    {
        var json = ObjectTemplate.Create("line_item");
        json["id"] = StripeId.New("il");
        json["amount"] = line.Amount;
        json["currency"] = line.Currency;
        json["description"] = Describe(line);
        json["invoice"] = invoice;
        var parent = json["parent"]!["subscription_item_details"]!.AsObject();
        parent["subscription"] = subscription;
        parent["subscription_item"] = item["id"]!.DeepClone();
        json["period"] = new JsonObject
        {
            ["end"] = item["current_period_end"]!.DeepClone(),
            ["start"] = item["current_period_start"]!.DeepClone(),
        };
        json["pricing"]!["price_details"] = new JsonObject
        {
            ["price"] = line.Price["id"]!.DeepClone(),
            ["product"] = line.Price["product"]!.DeepClone(),
        };
        json["pricing"]!["unit_amount_decimal"] = line.Price["unit_amount_decimal"]!.DeepClone();
        json["quantity"] = line.Quantity;
        json["quantity_decimal"] = line.Quantity.ToString(CultureInfo.InvariantCulture);
        json["subscription"] = subscription;
        json["subtotal"] = line.Amount;
        return json;
    }

    private static string Describe(CheckoutLine line)
    {
        var count = line.Recurring!["interval_count"]!.GetValue<long>();
        var interval = line.Recurring["interval"]!.GetValue<string>();
        var every = count == 1 ? interval : $"{count} {interval}s";
        return $"{line.Quantity} × {line.ProductName} (at {Money.Format(line.Price["unit_amount"]!.GetValue<long>(), line.Currency)} / {every})";
    }
}
