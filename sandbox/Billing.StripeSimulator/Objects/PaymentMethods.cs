using System.Text.Json.Nodes;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds payment methods out of test cards.</summary>
internal static class PaymentMethods
{
    private const int YearsOfANewCard = 4;
    private const string CardNumber = "card_number";

    /// <summary>A card that belongs to no customer yet.</summary>
    /// <param name="card">The test card.</param>
    /// <param name="payer">Name and e-mail address as the payer gave them.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(TestCard card, PayerDetails payer, long now)
    {
        var json = ObjectTemplate.Create("payment_method");
        json["id"] = StripeId.New("pm");
        json["created"] = now;
        json["billing_details"]!["email"] = payer.Email;
        json["billing_details"]!["name"] = payer.Name;
        var details = json["card"]!.AsObject();
        details["brand"] = card.Brand;
        details["display_brand"] = card.Brand;
        var expiry = payer.Expiry ?? new CardExpiry(12, DateTimeOffset.FromUnixTimeSeconds(now).Year + YearsOfANewCard);
        details["exp_month"] = (long)expiry.Month;
        details["exp_year"] = (long)expiry.Year;
        details["fingerprint"] = card.Fingerprint;
        details["last4"] = card.Number[^4..];
        details["networks"]!["available"] = new JsonArray(card.Brand);
        return new StripeDocument("payment_method", json) with { Hidden = new JsonObject { [CardNumber] = card.Number } };
    }

    /// <summary>The last month in which a card is good.</summary>
    public static CardExpiry ExpiryOf(StripeDocument paymentMethod)
    {
        var card = paymentMethod.Json["card"]!;
        return new CardExpiry((int)card["exp_month"]!.GetValue<long>(), (int)card["exp_year"]!.GetValue<long>());
    }

    /// <summary>The test card behind a payment method, which decides how payments with it end.</summary>
    public static TestCard CardOf(StripeDocument paymentMethod) =>
        TestCard.FindByNumber(paymentMethod.Hidden[CardNumber]!.GetValue<string>())!;
}

/// <summary>What a payer tells of themselves.</summary>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Name">Name on the card, or null.</param>
/// <param name="Expiry">When the card expires; null takes a day some years ahead.</param>
internal sealed record PayerDetails(string? Email = null, string? Name = null, CardExpiry? Expiry = null);

/// <summary>The last month in which a card is good.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Year">Four digits.</param>
internal sealed record CardExpiry(int Month, int Year)
{
    /// <summary>Whether that month is over at a moment (Stripe's seconds).</summary>
    public bool IsOver(long now) => DateTimeOffset.FromUnixTimeSeconds(now) is var at && (at.Year, at.Month).CompareTo((Year, Month)) > 0;
}
