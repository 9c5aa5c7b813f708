using System.Globalization;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds invoices and moves them from draft to open to paid.</summary>
internal static class Invoices
{
    /// <summary>A new invoice id; the intent that will pay an invoice names it before the invoice exists.</summary>
    public static string NewId() => StripeId.New("in");

    /// <summary>A draft for a subscription. What is to be paid is worked out by the caller.</summary>
    /// <param name="customer">Who pays.</param>
    /// <param name="subscription">What it is for.</param>
    /// <param name="reason">Stripe's billing reason, such as <c>subscription_cycle</c>.</param>
    /// <param name="lines">Its lines, at least one.</param>
    /// <param name="now">Stripe's seconds.</param>
    /// <param name="id">The id, when something names it already.</param>
    public static StripeDocument CreateDraft(
        StripeDocument customer, StripeDocument subscription, string reason, IReadOnlyList<JsonObject> lines, long now, string? id = null)
    {
        id ??= NewId();
        var json = ObjectTemplate.Create("invoice");
        json["id"] = id;
        json["billing_reason"] = reason;
        json["created"] = now;
        json["currency"] = subscription.Text("currency");
        json["customer"] = customer.Id;
        json["customer_email"] = customer.Text("email");
        json["customer_name"] = customer.Text("name");
        json["customer_phone"] = customer.Text("phone");
        json["period_end"] = now;
        json["period_start"] = now;
        json["test_clock"] = customer.Text("test_clock");
        var parent = json["parent"]!["subscription_details"]!.AsObject();
        parent["metadata"] = subscription.Json["metadata"]!.DeepClone();
        parent["subscription"] = subscription.Id;
        foreach (var line in lines)
        {
            line["invoice"] = id;
        }

        json["lines"]!["data"] = new JsonArray([.. lines]);
        json["lines"]!["url"] = $"/v1/invoices/{id}/lines";
        return new StripeDocument("invoice", json);
    }

    /// <summary>The lines of an invoice.</summary>
    public static IEnumerable<JsonObject> Lines(StripeDocument invoice) =>
        invoice.Json["lines"]!["data"]!.AsArray().Select(line => line!.AsObject());

    /// <summary>The id of the subscription that an invoice is for; null when it is for none.</summary>
    public static string? SubscriptionOf(StripeDocument invoice) =>
        invoice.Json["parent"]?["subscription_details"]?["subscription"]?.GetValue<string>();

    /// <summary>Gives the invoice its number and pages; from now on it is to be paid.</summary>
    public static void Open(StripeDocument invoice, StripeDocument customer, string baseAddress, long now)
    {
        var sequence = customer.Number("next_invoice_sequence")!.Value;
        invoice.Json["automatically_finalizes_at"] = null;
        invoice.Json["effective_at"] = now;
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
        invoice.Json["amount_paid"] = invoice.Number("amount_due");
        invoice.Json["amount_remaining"] = 0;
        invoice.Json["attempted"] = true;
        invoice.Json["auto_advance"] = false;
        invoice.Json["next_payment_attempt"] = null;
        invoice.Json["status"] = "paid";
        invoice.Json["status_transitions"]!["paid_at"] = now;
    }

    /// <summary>The record that an intent is to pay the invoice.</summary>
    public static StripeDocument PaymentBy(StripeDocument invoice, StripeDocument intent, long now)
    {
        var json = ObjectTemplate.Create("invoice_payment");
        json["id"] = StripeId.New("inpay");
        json["amount_requested"] = invoice.Number("amount_due");
        json["created"] = now;
        json["currency"] = invoice.Text("currency");
        json["invoice"] = invoice.Id;
        json["payment"]!["payment_intent"] = intent.Id;
        return new StripeDocument("invoice_payment", json);
    }

    /// <summary>The intent has paid the invoice.</summary>
    public static void MarkPaid(StripeDocument payment, StripeDocument invoice, long now)
    {
        payment.Json["amount_paid"] = invoice.Number("amount_paid");
        payment.Json["status"] = "paid";
        payment.Json["status_transitions"]!["paid_at"] = now;
    }
}
