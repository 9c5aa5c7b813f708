using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Emails;

/// <summary>The settings of section <c>Email</c>: the mail server, and who the mails are from.</summary>
public sealed class EmailOptions
{
    /// <summary>Where the section is.</summary>
    public const string Section = "Email";

    /// <summary>The mail server (SMTP); empty where no mail is sent.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 for submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection is encrypted by STARTTLS.</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>The user at the mail server; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>That user's password. Never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender, <c>Example &lt;billing@example.com&gt;</c> for example.</summary>
    public string From { get; set; } = "";
}

/// <summary>Refuses a mail server without a sender.</summary>
internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        if (options.Host.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        return !MailAddress.TryCreate(options.From, out _) ? ValidateOptionsResult.Fail("Email:From must be an e-mail address, since Email:Host is set.")
            : options.Port is < 1 or > 65535 ? ValidateOptionsResult.Fail("Email:Port must be between 1 and 65535.")
            : ValidateOptionsResult.Success;
    }
}
