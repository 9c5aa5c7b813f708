using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>
/// Compares the rows with Stripe's lists. What differs, or is on one side only, is asked for by its id and brought in line by the code
/// that serves the events too.
/// </summary>
public sealed class ObjectComparison(
    IBillingDbContext db,
    IStripeLists lists,
    IUnitOfWork work,
    MirrorRows rows,
    OwnerResolver owners,
    SubscriptionMirror subscriptions,
    CheckoutSessionMirror sessions,
    PaymentIntentMirror payments,
    ChargeMirror charges,
    PaymentCompletion completion)
{
    /// <summary>Compares subscriptions and open checkouts, all of them, and payments and refunds since a moment (UTC).</summary>
    public async Task RunAsync(DateTime since, Findings findings, CancellationToken cancellationToken)
    {
        await CompareSubscriptionsAsync(findings, cancellationToken);
        await CompareCheckoutsAsync(findings, cancellationToken);
        await CompareAsync("payment intent", payments, lists.PaymentIntentsAsync(since, cancellationToken), findings, [], cancellationToken);
        await CompareRefundsAsync(since, findings, cancellationToken);
        await CompareCountsAsync(findings, cancellationToken);
    }

    private async Task CompareSubscriptionsAsync(Findings findings, CancellationToken cancellationToken)
    {
        HashSet<string> listed = [];
        await CompareAsync("subscription", subscriptions, lists.SubscriptionsAsync(cancellationToken), findings, listed, cancellationToken);
        List<string> here = await db.Subscriptions
            .Where(s => s.Status != SubscriptionStatus.Canceled && s.Status != SubscriptionStatus.IncompleteExpired)
            .Select(s => s.StripeSubscriptionId)
            .ToListAsync(cancellationToken);
        foreach (string gone in here.Where(id => !listed.Contains(id)))
        {
            await HealAsync("subscription", gone, "is not at Stripe", findings, token => subscriptions.RefreshAsync(gone, token), cancellationToken);
        }
    }

    private async Task CompareCheckoutsAsync(Findings findings, CancellationToken cancellationToken)
    {
        HashSet<string> open = [];
        await foreach (IReadOnlyList<CheckoutSessionSnapshot> page in lists.OpenCheckoutSessionsAsync(cancellationToken))
        {
            findings.Saw(page.Count);
            open.UnionWith(page.Select(s => s.Id));
        }

        List<string> here = await db.CheckoutSessions
            .Where(s => s.Status == CheckoutSessionStatus.Open && s.StripeSessionId != null)
            .Select(s => s.StripeSessionId!)
            .ToListAsync(cancellationToken);
        foreach (string over in here.Where(id => !open.Contains(id)))
        {
            await HealAsync("checkout session", over, "is no longer open", findings, token => sessions.RefreshAsync(over, token), cancellationToken);
        }

        await findings.StepAsync($"{open.Count} open checkout sessions compared", cancellationToken);
    }

    private async Task CompareAsync<TSnapshot, TRow>(
        string kind,
        StripeMirror<TSnapshot, TRow> mirror,
        IAsyncEnumerable<IReadOnlyList<TSnapshot>> pages,
        Findings findings,
        HashSet<string> listed,
        CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
        where TRow : MirroredObject
    {
        int seen = 0;
        await foreach (IReadOnlyList<TSnapshot> page in pages)
        {
            seen += page.Count;
            findings.Saw(page.Count);
            listed.UnionWith(page.Select(o => o.Id));
            foreach ((TSnapshot differs, string how) in await FindDifferencesAsync(mirror, page, cancellationToken))
            {
                await HealAsync(kind, differs.Id, how, findings, token => RefreshAsync(mirror, differs.Id, token), cancellationToken);
            }

            await findings.StepAsync($"{seen} of kind {kind} compared", cancellationToken);
        }
    }

    private async Task<List<(TSnapshot Listed, string How)>> FindDifferencesAsync<TSnapshot, TRow>(
        StripeMirror<TSnapshot, TRow> mirror, IReadOnlyList<TSnapshot> page, CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
        where TRow : MirroredObject
    {
        db.Forget();
        rows.Clear();
        await mirror.PreloadAsync([.. page.Select(o => o.Id)], cancellationToken);
        await owners.PreloadAsync([.. page.Select(o => o.CustomerId).OfType<string>().Distinct()], cancellationToken);
        List<(TSnapshot, string)> differences = [];
        foreach (TSnapshot listed in page)
        {
            bool? isInLine = await mirror.IsInLineAsync(listed, cancellationToken);
            if (isInLine == false)
            {
                differences.Add((listed, "differs"));
            }
            else if (isInLine is null && await owners.FindKnownAsync(listed, cancellationToken) is not null)
            {
                differences.Add((listed, "is missing here"));
            }
        }

        return differences;
    }

    /// <summary>With a payment comes what its events would have told: its charge and its invoice.</summary>
    private async Task<EventOutcome> RefreshAsync<TSnapshot, TRow>(
        StripeMirror<TSnapshot, TRow> mirror, string id, CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
        where TRow : MirroredObject
    {
        EventOutcome outcome = await mirror.RefreshAsync(id, cancellationToken);
        if (mirror is PaymentIntentMirror)
        {
            await completion.FetchAsync(id, cancellationToken);
        }

        return outcome;
    }

    /// <summary>A refund that is not here shows in the total of its charge, which only the charge tells.</summary>
    private async Task CompareRefundsAsync(DateTime since, Findings findings, CancellationToken cancellationToken)
    {
        int seen = 0;
        await foreach (IReadOnlyList<RefundSnapshot> page in lists.RefundsAsync(since, cancellationToken))
        {
            seen += page.Count;
            findings.Saw(page.Count);
            foreach (string charge in page.Select(r => r.ChargeId).OfType<string>().Distinct())
            {
                await CompareChargeAsync(charge, findings, cancellationToken);
            }

            await findings.StepAsync($"{seen} refunds compared", cancellationToken);
        }
    }

    private async Task CompareChargeAsync(string id, Findings findings, CancellationToken cancellationToken)
    {
        Task<long?> RefundedAsync() => db.Charges.Where(c => c.StripeChargeId == id).Select(c => (long?)c.AmountRefundedCents).FirstOrDefaultAsync(cancellationToken);
        long? before = await RefundedAsync();
        if (before is null)
        {
            return;
        }

        try
        {
            await work.RunAsync(token => charges.RefreshAsync(id, token), cancellationToken);
            if (await RefundedAsync() is { } now && now != before)
            {
                findings.Found("charge", id, "had another total of refunds", isHealed: true);
            }
        }
        catch (StripeRefusedException e)
        {
            findings.Found("charge", id, $"could not be asked for: {e.Code ?? e.Type}", isHealed: false);
        }
    }

    private async Task CompareCountsAsync(Findings findings, CancellationToken cancellationToken)
    {
        var wrong = await db.PaymentCounts
            .Select(c => new { c.UserId, c.Total, Counted = db.Payments.LongCount(p => p.UserId == c.UserId) })
            .Where(c => c.Total != c.Counted)
            .ToListAsync(cancellationToken);
        foreach (var count in wrong)
        {
            await db.InTransactionAsync(
                token => db.PaymentCounts
                    .Where(c => c.UserId == count.UserId)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(c => c.Total, c => db.Payments.LongCount(p => p.UserId == c.UserId)), token),
                cancellationToken);
            findings.Found("payment count", count.UserId.ToString(), $"was {count.Total} and is {count.Counted}", isHealed: true);
        }
    }

    /// <summary>One object that Stripe refuses to tell does not end the comparison; a Stripe that does not answer does.</summary>
    private async Task HealAsync(
        string kind, string id, string how, Findings findings, Func<CancellationToken, Task<EventOutcome>> refresh, CancellationToken cancellationToken)
    {
        try
        {
            EventOutcome outcome = await work.RunAsync(refresh, cancellationToken);
            findings.Found(kind, id, $"{how}; {outcome.Text}", isHealed: !outcome.IsIgnored);
        }
        catch (Exception e) when (e is StripeRefusedException or FormatException)
        {
            findings.Found(kind, id, $"{how}; could not be read", isHealed: false);
        }
    }
}
