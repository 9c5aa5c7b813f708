using System.Globalization;
using System.Text.RegularExpressions;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Checkout;

/// <summary>The fields in which a card is typed, the same on every page that takes one.</summary>
internal static partial class CardForm
{
    /// <summary>The test cards to choose from, and the fields.</summary>
    /// <param name="name">The name on the card as far as it is known.</param>
    public static Html Fields(string? name) => PageTemplate.Render(
        "card-fields.html",
        ("cards", Html.Join(TestCard.All.Where(card => card.Aftermath is Aftermath.None).Select(Button))),
        ("more", Html.Join(TestCard.All.Where(card => card.Aftermath is not Aftermath.None).Select(Button))),
        ("name", name));

    /// <summary>The test card that was typed.</summary>
    /// <exception cref="StripeApiException">402: the number is no test card, or the expiry is over.</exception>
    public static TestCard Read(IFormCollection form, long now)
    {
        var card = TestCard.FindByNumber(form["card_number"].ToString()) ?? throw CardErrors.NotATestCard();
        return ReadExpiry(form) is { } expiry && expiry.IsOver(now) ? throw CardErrors.ExpiryIsOver() : card;
    }

    /// <summary>The expiry that was typed; null when none was.</summary>
    public static CardExpiry? ReadExpiry(IFormCollection form) =>
        Expiry().Match(form["card_expiry"].ToString()) is { Success: true } match
            ? new CardExpiry(
                int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
                2000 + int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : null;

    private static Html Button(TestCard card) => PageTemplate.Render(
        "test-card.html",
        ("number", string.Join(' ', card.Number.Chunk(4).Select(four => new string(four)))),
        ("label", card.Label),
        ("last4", card.Number[^4..]));

    [GeneratedRegex(@"^\s*(0[1-9]|1[0-2])\s*/\s*(\d{2})\s*$")]
    private static partial Regex Expiry();
}
