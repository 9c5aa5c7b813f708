using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Emails;

/// <summary>Writes mails down, to be sent by <see cref="SendDueEmails"/>.</summary>
internal sealed class EmailOutbox(IBillingDbContext db, TimeProvider time)
{
    /// <summary>Impatient people ask again: within this time they have the mail already.</summary>
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(1);

    /// <summary>The first mail to somebody whose account is being opened: it commits with the account.</summary>
    public EmailMessage Welcome(Guid userId) =>
        new EmailDraft(userId, EmailKinds.Welcome, userId.ToString(), new EmailModel()).ToMessage(time.GetUtcNow().UtcDateTime);

    /// <summary>Asks for a mail with a link, unless the user was sent one of the kind a moment ago. The link is made when the mail is sent.</summary>
    public async Task AddLinkAsync(Guid userId, string kind, CancellationToken cancellationToken)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        DateTime since = now - OncePer;
        string sameLink = kind == EmailKinds.ConfirmEmail ? EmailKinds.Welcome : kind;
        if (await db.EmailMessages.AnyAsync(m => m.UserId == userId && (m.Kind == kind || m.Kind == sameLink) && m.CreatedAt > since, cancellationToken))
        {
            return;
        }

        db.EmailMessages.Add(new EmailDraft(userId, kind, Guid.CreateVersion7().ToString(), new EmailModel()).ToMessage(now));
        await db.SaveChangesAsync(cancellationToken);
    }
}
