using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>Reads an object of any kind by its "object" name; a kind that is not known here becomes null.</summary>
internal sealed class HasObjectConverter : ReadingConverter<IHasObject>
{
    private static readonly Dictionary<string, Type> TypesByName = new(StringComparer.Ordinal)
    {
        ["balance_transaction"] = typeof(BalanceTransaction),
        ["billing_portal.session"] = typeof(BillingPortal.Session),
        ["charge"] = typeof(Charge),
        ["checkout.session"] = typeof(Checkout.Session),
        ["coupon"] = typeof(Coupon),
        ["customer"] = typeof(Customer),
        ["discount"] = typeof(Discount),
        ["dispute"] = typeof(Dispute),
        ["event"] = typeof(Event),
        ["invoice"] = typeof(Invoice),
        ["invoice_payment"] = typeof(InvoicePayment),
        ["item"] = typeof(LineItem),
        ["line_item"] = typeof(InvoiceLineItem),
        ["payment_intent"] = typeof(PaymentIntent),
        ["payment_method"] = typeof(PaymentMethod),
        ["price"] = typeof(Price),
        ["product"] = typeof(Product),
        ["promotion_code"] = typeof(PromotionCode),
        ["refund"] = typeof(Refund),
        ["subscription"] = typeof(Subscription),
        ["subscription_item"] = typeof(SubscriptionItem),
        ["subscription_schedule"] = typeof(SubscriptionSchedule),
    };

    public override IHasObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("object", out var name)
            || !TypesByName.TryGetValue(name.GetString(), out var type))
        {
            return null;
        }

        var entity = (StripeEntity)element.Deserialize(type, options);
        entity.KeepRaw(element);
        return (IHasObject)entity;
    }
}
