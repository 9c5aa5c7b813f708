using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds customers, and what becomes of a deleted one.</summary>
internal static class Customers
{
    /// <summary>A customer without name and e-mail address.</summary>
    public static StripeDocument Create(long now)
    {
        var json = ObjectTemplate.Create("customer");
        json["id"] = StripeId.New("cus", 14);
        json["created"] = now;
        json["invoice_prefix"] = StripeId.RandomText(8).ToUpperInvariant();
        return new StripeDocument("customer", json);
    }

    /// <summary>What Stripe shows of a deleted customer.</summary>
    public static StripeDocument Deleted(StripeDocument customer) => customer with { Json = DeletedObject.Of(customer) };

    /// <summary>The payment method that invoices are charged to when the subscription names none.</summary>
    public static string? DefaultPaymentMethod(StripeDocument customer) =>
        customer.Json["invoice_settings"]!["default_payment_method"]?.GetValue<string>();

    /// <summary>What a checkout session shows of its customer.</summary>
    public static JsonObject Details(string? email, string? name) => new()
    {
        ["address"] = null,
        ["business_name"] = null,
        ["email"] = email,
        ["individual_name"] = null,
        ["name"] = name,
        ["phone"] = null,
        ["tax_exempt"] = "none",
        ["tax_ids"] = null,
    };
}
