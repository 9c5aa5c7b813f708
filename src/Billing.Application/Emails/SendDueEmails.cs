using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Emails;

/// <summary>
/// Sends mails that are due. One that cannot be handed over is tried again later; one during which the process dies may go out twice.
/// Answers how many were due.
/// </summary>
/// <param name="Limit">How many at most.</param>
public sealed record SendDueEmails(int Limit) : IRequest<int>;

internal sealed partial class SendDueEmailsHandler(
    IBillingDbContext db, EmailComposer composer, IEmailSender sender, TimeProvider time, ILogger<SendDueEmailsHandler> logger)
    : IRequestHandler<SendDueEmails, int>
{
    /// <summary>More than a day of a mail server that is down is bridged; then somebody has to look.</summary>
    internal const int MaxAttempts = 40;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<int> Handle(SendDueEmails request, CancellationToken cancellationToken)
    {
        DateTime now = Now;
        List<EmailMessage> due = await db.EmailMessages.AsNoTracking()
            .Where(m => m.SentAt == null && m.NextAttemptAt <= now && m.Attempts < MaxAttempts)
            .OrderBy(m => m.NextAttemptAt)
            .Take(request.Limit)
            .ToListAsync(cancellationToken);
        foreach (EmailMessage message in due)
        {
            if (await ClaimAsync(message, cancellationToken))
            {
                await SendAsync(message, cancellationToken);
            }
        }

        return due.Count;
    }

    /// <summary>Counts the attempt and puts the next one off before this one begins, so that no other process makes it too.</summary>
    private async Task<bool> ClaimAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        DateTime next = Now + TimeSpan.FromSeconds(Math.Min(3600, 30 * Math.Pow(2, message.Attempts)));
        int claimed = 0;
        await db.InTransactionAsync(
            async token => claimed = await db.EmailMessages
                .Where(m => m.Id == message.Id && m.SentAt == null && m.Attempts == message.Attempts)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.NextAttemptAt, next), token),
            cancellationToken);
        return claimed == 1;
    }

    private async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        bool isDropped;
        try
        {
            // A user who is gone, or who confirmed meanwhile, is sent nothing; that is done then too.
            Email? email = await composer.ComposeAsync(message, cancellationToken);
            isDropped = email is null;
            if (email is not null)
            {
                await sender.SendAsync(email, cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(e.GetType().Name, message.Kind, message.Id, message.Attempts + 1);
            return;
        }

        await db.InTransactionAsync(
            token => db.EmailMessages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.SentAt, Now).SetProperty(m => m.IsDropped, isDropped), token),
            cancellationToken);
    }

    // The exception's message may quote the address.
    [LoggerMessage(LogLevel.Error, "The {Kind} mail {Id} could not be handed over ({Exception}), attempt {Attempt} of 40.")]
    private partial void LogFailure(string exception, string kind, Guid id, int attempt);
}
