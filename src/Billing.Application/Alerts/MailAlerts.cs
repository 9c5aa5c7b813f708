using System.Globalization;
using System.Net;
using System.Text;
using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Domain.Operations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Application.Alerts;

/// <summary>
/// Mails the operator the alerts that were not mailed yet, many of them in one mail. One that cannot be handed over is tried again later;
/// one during which the process dies may go out twice. Answers how many alerts were in it.
/// </summary>
public sealed record MailAlerts : IRequest<int>;

internal sealed partial class MailAlertsHandler(
    IBillingDbContext db, IEmailSender sender, IOptions<AlertOptions> alerts, IOptions<BillingOptions> billing, TimeProvider time,
    ILogger<MailAlertsHandler> logger) : IRequestHandler<MailAlerts, int>
{
    private const int AlertsInOneMail = 100;

    /// <summary>What nobody was told for so long is no news: an address that is set later is not flooded.</summary>
    private static readonly TimeSpan NewsFor = TimeSpan.FromDays(7);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<int> Handle(MailAlerts request, CancellationToken cancellationToken)
    {
        if (alerts.Value.Email is not { Length: > 0 } address)
        {
            return 0;
        }

        DateTime now = Now, oldest = now - NewsFor;
        List<RaisedAlert> due = await db.Alerts.AsNoTracking()
            .Where(a => a.MailedAt == null && a.NextMailAt <= now && a.RaisedAt > oldest)
            .OrderBy(a => a.NextMailAt)
            .Take(AlertsInOneMail)
            .ToListAsync(cancellationToken);
        List<Guid> ids = [.. due.Select(a => a.Id)];
        if (due.Count == 0 || !await ClaimAsync(ids, due.Max(a => a.MailAttempts), now, cancellationToken))
        {
            return 0;
        }

        return await SendAsync(Write(address, due), cancellationToken) ? await MarkAsync(ids, cancellationToken) : 0;
    }

    /// <summary>Puts the next attempt off before this one begins, so that no other process makes it too.</summary>
    private async Task<bool> ClaimAsync(List<Guid> ids, int attempts, DateTime now, CancellationToken cancellationToken)
    {
        DateTime next = now + TimeSpan.FromSeconds(Math.Min(3600, 60 * Math.Pow(2, attempts)));
        int claimed = 0;
        await db.InTransactionAsync(
            async token => claimed = await db.Alerts
                .Where(a => ids.Contains(a.Id) && a.MailedAt == null && a.NextMailAt <= now)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(a => a.MailAttempts, a => a.MailAttempts + 1).SetProperty(a => a.NextMailAt, next), token),
            cancellationToken);
        return claimed == ids.Count;
    }

    private async Task<bool> SendAsync(Email email, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(email, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(logger, e.GetType().Name);
            return false;
        }
    }

    private async Task<int> MarkAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        int marked = 0;
        await db.InTransactionAsync(
            async token => marked = await db.Alerts.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(set => set.SetProperty(a => a.MailedAt, Now), token),
            cancellationToken);
        return marked;
    }

    private Email Write(string address, List<RaisedAlert> due)
    {
        string subject = due is [var one]
            ? $"{billing.Value.ProductName}: {one.Kind.Replace('_', ' ')} ({one.SubjectId})"
            : $"{billing.Value.ProductName}: {due.Count} alerts";
        var text = new StringBuilder();
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><body style=\"font:16px/24px system-ui,sans-serif\">");
        foreach (IGrouping<string, RaisedAlert> kind in due.GroupBy(a => a.Kind))
        {
            text.Append(AlertText.Of(kind.Key)).Append('\n');
            html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(AlertText.Of(kind.Key))}</p><ul>");
            foreach (RaisedAlert alert in kind)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {alert.SubjectId} ({alert.RaisedAt:yyyy-MM-dd HH:mm} UTC)\n");
                html.Append(CultureInfo.InvariantCulture, $"<li>{WebUtility.HtmlEncode(alert.SubjectId)} ({alert.RaisedAt:yyyy-MM-dd HH:mm} UTC)</li>");
            }

            text.Append('\n');
            html.Append("</ul>");
        }

        return new Email(address, subject, text.ToString(), html.Append("</body></html>").ToString());
    }

    [LoggerMessage(LogLevel.Error, "The alerts could not be mailed ({Exception}); trying again.")]
    private static partial void LogFailure(ILogger logger, string exception);
}
