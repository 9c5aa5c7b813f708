using Billing.Application.Abstractions;
using Billing.Application.Disputes;
using Billing.Application.Payments;
using Billing.Application.Refunds;
using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>Compares refunds and disputes with Stripe's lists, and the totals of the charges with their refunds.</summary>
public sealed class MoneyComparison(
    IBillingDbContext db, IStripeLists lists, IUnitOfWork work, MirrorComparison comparison, RefundMirror refunds, DisputeMirror disputes,
    ChargeMirror charges, RefundTotals totals)
{
    /// <summary>Compares what was created since a moment (UTC).</summary>
    public async Task RunAsync(DateTime since, Findings findings, CancellationToken cancellationToken)
    {
        await comparison.CompareAsync(
            "refund",
            refunds,
            lists.RefundsAsync(since, cancellationToken),
            refunds.RefreshAsync,
            findings,
            page => CompareTotalsAsync(page, findings, cancellationToken),
            cancellationToken);
        await comparison.CompareAsync(
            "dispute",
            disputes,
            lists.DisputesAsync(since, cancellationToken),
            disputes.RefreshAsync,
            findings,
            _ => Task.CompletedTask,
            cancellationToken);
    }

    private async Task CompareTotalsAsync(IReadOnlyList<RefundSnapshot> page, Findings findings, CancellationToken cancellationToken)
    {
        foreach (string charge in page.Select(r => r.ChargeId).OfType<string>().Distinct())
        {
            db.Forget();
            if (await RefundedAsync(charge, cancellationToken) is { } total && total != await totals.AddUpAsync(charge, cancellationToken))
            {
                await CompareChargeAsync(charge, total, findings, cancellationToken);
            }
        }
    }

    private async Task CompareChargeAsync(string id, long before, Findings findings, CancellationToken cancellationToken)
    {
        try
        {
            await work.RunAsync(token => charges.RefreshAsync(id, token), cancellationToken);
            if (await RefundedAsync(id, cancellationToken) is { } now && now != before)
            {
                findings.Found("charge", id, "had another total of refunds", isHealed: true);
            }
        }
        catch (StripeRefusedException e)
        {
            findings.Found("charge", id, $"could not be asked for: {e.Code ?? e.Type}", isHealed: false);
        }
    }

    private Task<long?> RefundedAsync(string id, CancellationToken cancellationToken) => db.Charges
        .Where(c => c.StripeChargeId == id)
        .Select(c => (long?)c.AmountRefundedCents)
        .FirstOrDefaultAsync(cancellationToken);
}
