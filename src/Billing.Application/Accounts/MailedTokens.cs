using Billing.Application.Errors;

namespace Billing.Application.Accounts;

/// <summary>What the tokens in mailed links have in common.</summary>
internal static class MailedTokens
{
    /// <summary>Far above what is ever mailed.</summary>
    public const int MaxLength = 2000;

    /// <summary>The link is too old, was used, or is not whole; the three are not told apart.</summary>
    public static BillingException Refused() =>
        new(BillingErrorKind.Invalid, "invalid_token", "This link does not work any more. Ask for another one.");
}
