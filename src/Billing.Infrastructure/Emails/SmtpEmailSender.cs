using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using Billing.Application.Abstractions;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Emails;

/// <summary>Hands mails to the configured mail server.</summary>
internal sealed class SmtpEmailSender(IOptions<EmailOptions> options) : IEmailSender
{
    /// <inheritdoc />
    /// <exception cref="SmtpException">The server did not take the mail.</exception>
    public async Task SendAsync(Email email, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
        if (settings.User.Length > 0)
        {
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        }

        using var message = new MailMessage(new MailAddress(settings.From), new MailAddress(email.To))
        {
            Subject = email.Subject,
            Body = email.Text,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Html, null, MediaTypeNames.Text.Html));
        await client.SendMailAsync(message, cancellationToken);
    }
}
