using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds setup intents: a card is saved without a payment.</summary>
internal static class SetupIntents
{
    /// <summary>A card that was saved for later charges.</summary>
    public static StripeDocument Succeeded(StripeDocument customer, StripeDocument paymentMethod, long now)
    {
        var json = ObjectTemplate.Create("setup_intent");
        var id = StripeId.New("seti");
        json["id"] = id;
        json["client_secret"] = $"{id}_secret_{StripeId.RandomText(25)}";
        json["created"] = now;
        json["customer"] = customer.Id;
        json["payment_method"] = paymentMethod.Id;
        return new StripeDocument("setup_intent", json);
    }
}
