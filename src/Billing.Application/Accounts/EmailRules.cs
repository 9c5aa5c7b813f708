using System.Net.Mail;
using FluentValidation;

namespace Billing.Application.Accounts;

/// <summary>What counts as an e-mail address.</summary>
internal static class EmailRules
{
    /// <summary>RFC 5321's longest path, less its angle brackets.</summary>
    private const int MaxLength = 254;

    /// <summary>An address that mail can be sent to and that Stripe takes for a customer: one, bare, with a dotted domain.</summary>
    public static IRuleBuilderOptions<T, string> EmailAddressOfOnePerson<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsAddress).WithMessage("Enter an e-mail address, name@example.com for example.");

    private static bool IsAddress(string? value)
    {
        var address = value?.Trim();
        return !string.IsNullOrEmpty(address)
            && address.Length <= MaxLength
            && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && MailAddress.TryCreate(address, out var parsed)
            && parsed.Address == address
            && IsDotted(parsed.Host);
    }

    private static bool IsDotted(string host) =>
        host.Contains('.', StringComparison.Ordinal) && host.Split('.').All(label => label.Length > 0);
}
