namespace Billing.Application.Accounts;

/// <summary>
/// What counts as a password. Length is what makes one hard to guess; classes of characters only make it hard to remember
/// (NIST SP 800-63B, section 5.1.1.2). The upper end keeps the work of hashing bounded.
/// </summary>
public static class PasswordRules
{
    /// <summary>The least number of characters.</summary>
    public const int MinLength = 8;

    /// <summary>The greatest number of characters.</summary>
    public const int MaxLength = 128;

    internal const string Sentence = "A password has 8 to 128 characters.";

    internal static bool HasGoodLength(string? password) => password is { Length: >= MinLength and <= MaxLength };
}
