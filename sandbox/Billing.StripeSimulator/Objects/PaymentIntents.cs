using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds payment intents.</summary>
internal static class PaymentIntents
{
    /// <summary>An intent that waits for a payment method.</summary>
    /// <param name="amount">In the currency's minor units.</param>
    /// <param name="currency">Lowercase ISO code.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(long amount, string currency, long now)
    {
        var json = ObjectTemplate.Create("payment_intent");
        var id = StripeId.New("pi");
        json["id"] = id;
        json["amount"] = amount;
        json["client_secret"] = $"{id}_secret_{StripeId.RandomText(25)}";
        json["created"] = now;
        json["currency"] = currency;
        return new StripeDocument("payment_intent", json);
    }

    /// <summary>The intent that pays the first invoice of a subscription.</summary>
    /// <param name="amount">In the currency's minor units.</param>
    /// <param name="currency">Lowercase ISO code.</param>
    /// <param name="invoice">The id that the invoice will have.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument CreateForInvoice(long amount, string currency, string invoice, long now)
    {
        var intent = Create(amount, currency, now);
        intent.Json["capture_method"] = "automatic";
        intent.Json["description"] = "Subscription creation";
        intent.Json["payment_details"] = new JsonObject { ["customer_reference"] = null, ["order_reference"] = invoice };
        intent.Json["setup_future_usage"] = "off_session";
        return intent;
    }
}
