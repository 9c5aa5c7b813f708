namespace Billing.Application.Abstractions;

/// <summary>A mail as it goes out.</summary>
/// <param name="To">The one address it goes to.</param>
/// <param name="Subject">The subject, one line.</param>
/// <param name="Text">The body for readers without HTML.</param>
/// <param name="Html">The body.</param>
public sealed record Email(string To, string Subject, string Text, string Html);

/// <summary>Hands mails over to whoever delivers them.</summary>
public interface IEmailSender
{
    /// <summary>Hands a mail over. Any exception means that it was not: the caller tries again later.</summary>
    Task SendAsync(Email email, CancellationToken cancellationToken);
}
