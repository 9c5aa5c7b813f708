using System.Text.Json;
using Billing.Domain.Operations;

namespace Billing.Application.Reconciliation;

/// <summary>A comparison with Stripe as operators see it.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="FinishedAt">When it ended (UTC); null while it runs or when it was cut off.</param>
/// <param name="Since">From when on it looks at events and payments (UTC).</param>
/// <param name="Checked">How many events and objects it looked at.</param>
/// <param name="Drifted">How many were missing or differed.</param>
/// <param name="Healed">How many of these were mended.</param>
/// <param name="Error">Why it stopped before its end; null when it did not.</param>
/// <param name="Report">What was missing or differed; null when nothing was.</param>
public sealed record ReconciliationDetails(
    Guid Id,
    DateTime StartedAt,
    DateTime? FinishedAt,
    DateTime Since,
    int Checked,
    int Drifted,
    int Healed,
    string? Error,
    JsonElement? Report)
{
    internal static ReconciliationDetails Of(ReconciliationRun run) => new(
        run.Id,
        run.StartedAt,
        run.FinishedAt,
        run.Since,
        run.Checked,
        run.Drifted,
        run.Healed,
        run.Error,
        run.Report is { } report ? JsonElement.Parse(report) : null);
}
