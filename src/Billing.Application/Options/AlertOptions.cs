using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Billing.Application.Options;

/// <summary>The settings of section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Where the section is.</summary>
    public const string Section = "Alerts";

    /// <summary>The operator's address, to which alerts are mailed; null for nobody.</summary>
    public string? Email { get; set; }
}

/// <summary>Refuses what is no address.</summary>
public sealed class AlertOptionsValidator : IValidateOptions<AlertOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Email is not { Length: > 0 } email || MailAddress.TryCreate(email, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Alerts:Email must be an e-mail address.");
    }
}
