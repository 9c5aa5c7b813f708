using System.Text.Json.Nodes;
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

    /// <summary>A card that its bank wants to have confirmed before it is saved.</summary>
    /// <param name="customer">Whose it will be.</param>
    /// <param name="paymentMethod">The card.</param>
    /// <param name="challenge">Where the bank asks.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Challenged(StripeDocument customer, StripeDocument paymentMethod, Func<string, string> challenge, long now)
    {
        var intent = Succeeded(customer, paymentMethod, now);
        intent.Json["next_action"] = new JsonObject
        {
            ["redirect_to_url"] = new JsonObject { ["return_url"] = null, ["url"] = challenge(intent.Id) },
            ["type"] = "redirect_to_url",
        };
        intent.Json["status"] = "requires_action";
        return intent;
    }

    /// <summary>The bank's question was answered as it should be.</summary>
    public static void Confirm(StripeDocument intent)
    {
        intent.Json["next_action"] = null;
        intent.Json["status"] = "succeeded";
    }

    /// <summary>The bank's question was not answered as it should be: another card is needed.</summary>
    public static void Fail(StripeDocument intent, JsonObject error)
    {
        intent.Json["last_setup_error"] = error;
        intent.Json["next_action"] = null;
        intent.Json["payment_method"] = null;
        intent.Json["status"] = "requires_payment_method";
    }
}
