using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Alerts;

/// <summary>Writes alerts down, each once for its subject.</summary>
public sealed class AlertRows(IBillingDbContext db, TimeProvider time)
{
    /// <summary>The name of a kind in the table and in the API.</summary>
    public static string NameOf(OperatorAlert alert) => JsonNamingPolicy.SnakeCaseLower.ConvertName(alert.ToString());

    /// <summary>Adds those that are not there yet; the caller saves.</summary>
    public async Task AddAsync(IReadOnlyCollection<(OperatorAlert Alert, string SubjectId)> alerts, CancellationToken cancellationToken)
    {
        List<string> subjects = [.. alerts.Select(a => a.SubjectId).Distinct()];
        var known = await db.Alerts
            .Where(a => subjects.Contains(a.SubjectId))
            .Select(a => new { a.Kind, a.SubjectId })
            .ToListAsync(cancellationToken);
        DateTime now = time.GetUtcNow().UtcDateTime;
        foreach ((OperatorAlert alert, string subject) in alerts)
        {
            string kind = NameOf(alert);
            if (!known.Exists(k => k.Kind == kind && k.SubjectId == subject))
            {
                db.Alerts.Add(RaisedAlert.Raise(kind, subject, now));
            }
        }
    }
}
