using System.Security.Cryptography;
using System.Text;

namespace Billing.StripeSimulator.Payments;

/// <summary>What becomes of a payment with a test card.</summary>
internal enum CardBehavior
{
    /// <summary>Every payment succeeds.</summary>
    Succeeds,

    /// <summary>The issuer declines, when the card is attached and when it is charged.</summary>
    Declines,

    /// <summary>A payment with the customer present asks for 3-D Secure; once the card is saved, renewals go through.</summary>
    RequiresAuthentication,

    /// <summary>Every payment asks for 3-D Secure, renewals too.</summary>
    AlwaysRequiresAuthentication,

    /// <summary>The first payment succeeds and the card attaches; renewals are declined.</summary>
    FailsOnRenewal,
}

/// <summary>What follows a payment with a test card that succeeded.</summary>
internal enum Aftermath
{
    /// <summary>Nothing; refunds succeed.</summary>
    None,

    /// <summary>It is disputed at once.</summary>
    Dispute,

    /// <summary>The bank asks about it at once.</summary>
    Inquiry,

    /// <summary>A refund is pending first.</summary>
    RefundPends,

    /// <summary>A refund succeeds and fails later.</summary>
    RefundFails,
}

/// <summary>
/// One of Stripe's test cards (https://docs.stripe.com/testing). No other number is taken, so nobody types a real one in.
/// </summary>
/// <param name="Number">16 digits.</param>
/// <param name="Brand">Stripe's name of the brand, such as <c>visa</c>.</param>
/// <param name="Behavior">What becomes of a payment.</param>
/// <param name="Label">What a person reads on the button of the card.</param>
/// <param name="Token">The payment method id that stands for the card in API calls, such as <c>pm_card_visa</c>.</param>
/// <param name="Decline">Why it is declined; null for a card that is not.</param>
/// <param name="Aftermath">What follows a payment that succeeded.</param>
internal sealed record TestCard(
    string Number,
    string Brand,
    CardBehavior Behavior,
    string Label,
    string Token,
    CardDecline? Decline = null,
    Aftermath Aftermath = Aftermath.None)
{
    private static readonly CardDecline Generic = new("generic_decline", "Your card was declined.");

    /// <summary>Every card, in the order in which the page offers them.</summary>
    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "visa", CardBehavior.Succeeds, "Succeeds", "pm_card_visa"),
        new("4000000000000002", "visa", CardBehavior.Declines, "Declined", "pm_card_chargeDeclined", Generic),
        new("4000000000009995", "visa", CardBehavior.Declines, "Insufficient funds", "pm_card_chargeDeclinedInsufficientFunds",
            new("insufficient_funds", "Your card has insufficient funds.")),
        new("4000002500003155", "visa", CardBehavior.RequiresAuthentication, "3-D Secure", "pm_card_authenticationRequiredOnSetup"),
        new("4000002760003184", "visa", CardBehavior.AlwaysRequiresAuthentication, "3-D Secure on renewals too", "pm_card_authenticationRequired"),
        new("4000000000000341", "visa", CardBehavior.FailsOnRenewal, "Fails on renewal", "pm_card_chargeCustomerFail", Generic),
        new("5555555555554444", "mastercard", CardBehavior.Succeeds, "Mastercard", "pm_card_mastercard"),
        new("4000000000000259", "visa", CardBehavior.Succeeds, "Disputed at once", "pm_card_createDispute", Aftermath: Aftermath.Dispute),
        new("4000000000001976", "visa", CardBehavior.Succeeds, "Bank inquires", "pm_card_createDisputeInquiry", Aftermath: Aftermath.Inquiry),
        new("4000000000007726", "visa", CardBehavior.Succeeds, "Refund pends", "pm_card_pendingRefund", Aftermath: Aftermath.RefundPends),
        new("4000000000005126", "visa", CardBehavior.Succeeds, "Refund fails later", "pm_card_refundFail", Aftermath: Aftermath.RefundFails),
    ];

    /// <summary>The same for the same number, as Stripe's fingerprints are.</summary>
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Number)))[..16];

    /// <summary>The card with this number, written with or without spaces; null when it is no test card.</summary>
    public static TestCard? FindByNumber(string number)
    {
        var digits = number.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return All.FirstOrDefault(card => card.Number == digits);
    }

    /// <summary>The card that a token such as <c>pm_card_visa</c> stands for, or null.</summary>
    public static TestCard? FindByToken(string token) => All.FirstOrDefault(card => card.Token == token);
}

/// <summary>Why an issuer declines.</summary>
/// <param name="Code">Stripe's decline code.</param>
/// <param name="Message">What the payer reads.</param>
/// <param name="ErrorCode">Stripe's error code.</param>
internal sealed record CardDecline(string Code, string Message, string ErrorCode = "card_declined")
{
    /// <summary>The card's last month is over.</summary>
    public static readonly CardDecline Expired = new("expired_card", "Your card has expired.", "expired_card");
}
