namespace Billing.IntegrationTests.Scenarios;

/// <summary>The test cards that lives are paid with.</summary>
internal static class Cards
{
    public const string Good = "4242424242424242";
    public const string Declined = "4000000000000002";
    public const string FailsOnRenewal = "4000000000000341";
    public const string Challenged = "4000002500003155";
    public const string RefundPends = "4000000000007726";
    public const string RefundFailsLater = "4000000000005126";

    /// <summary>No card: a bank debit, which takes days.</summary>
    public const string Debit = "debit";

    public static string NameOf(string card) => card switch
    {
        Good => "a good card",
        Declined => "a card that is declined",
        FailsOnRenewal => "a card that fails on renewal",
        Challenged => "a card that is challenged",
        RefundPends => "a card whose refunds take a day",
        RefundFailsLater => "a card whose refunds fail a day later",
        Debit => "a bank debit",
        _ => card,
    };
}
