using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Mirroring;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Payments;
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
    MirrorComparison comparison,
    MoneyComparison money,
    SubscriptionMirror subscriptions,
    SubscriptionScheduleMirror schedules,
    CheckoutSessionMirror sessions,
    PaymentIntentMirror payments,
    PaymentCompletion completion)
{
    /// <summary>Compares subscriptions with their plans and open checkouts, all of them, and payments, refunds and disputes since a moment (UTC).</summary>
    public async Task RunAsync(DateTime since, Findings findings, CancellationToken cancellationToken)
    {
        await CompareSubscriptionsAsync(findings, cancellationToken);
        await CompareSchedulesAsync(findings, cancellationToken);
        await CompareCheckoutsAsync(findings, cancellationToken);
        await ComparePaymentsAsync(since, findings, cancellationToken);
        await money.RunAsync(since, findings, cancellationToken);
        await CompareCountsAsync(findings, cancellationToken);
    }

    private async Task CompareSubscriptionsAsync(Findings findings, CancellationToken cancellationToken)
    {
        HashSet<string> listed = await CompareAllAsync(
            "subscription", subscriptions, lists.SubscriptionsAsync(cancellationToken), findings, cancellationToken);
        List<string> here = await db.Subscriptions
            .Where(s => s.Status != SubscriptionStatus.Canceled && s.Status != SubscriptionStatus.IncompleteExpired)
            .Select(s => s.StripeSubscriptionId)
            .ToListAsync(cancellationToken);
        await HealGoneAsync("subscription", subscriptions, here.Where(id => !listed.Contains(id)), findings, cancellationToken);
    }

    /// <summary>A planned change is told by no event but those of its schedule.</summary>
    private async Task CompareSchedulesAsync(Findings findings, CancellationToken cancellationToken)
    {
        HashSet<string> listed = await CompareAllAsync(
            "subscription schedule", schedules, lists.SubscriptionSchedulesAsync(cancellationToken), findings, cancellationToken);
        List<string> here = await db.SubscriptionSchedules.Where(s => !s.IsOver).Select(s => s.StripeScheduleId).ToListAsync(cancellationToken);
        await HealGoneAsync("subscription schedule", schedules, here.Where(id => !listed.Contains(id)), findings, cancellationToken);
    }

    /// <summary>Compares a list to its end; returns the ids on it.</summary>
    private async Task<HashSet<string>> CompareAllAsync<TSnapshot, TRow>(
        string kind,
        StripeMirror<TSnapshot, TRow> mirror,
        IAsyncEnumerable<IReadOnlyList<TSnapshot>> pages,
        Findings findings,
        CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
        where TRow : MirroredObject
    {
        HashSet<string> listed = [];
        await comparison.CompareAsync(
            kind,
            mirror,
            pages,
            mirror.RefreshAsync,
            findings,
            page =>
            {
                listed.UnionWith(page.Select(o => o.Id));
                return Task.CompletedTask;
            },
            cancellationToken);
        return listed;
    }

    private async Task HealGoneAsync<TSnapshot, TRow>(
        string kind, StripeMirror<TSnapshot, TRow> mirror, IEnumerable<string> gone, Findings findings, CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
        where TRow : MirroredObject
    {
        foreach (string id in gone)
        {
            await comparison.HealAsync(kind, id, "is not at Stripe", findings, token => mirror.RefreshAsync(id, token), cancellationToken);
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
            await comparison.HealAsync("checkout session", over, "is no longer open", findings, token => sessions.RefreshAsync(over, token), cancellationToken);
        }

        await findings.StepAsync($"{open.Count} open checkout sessions compared", cancellationToken);
    }

    /// <summary>With a payment comes what its events would have told: its charge and its invoice.</summary>
    private Task ComparePaymentsAsync(DateTime since, Findings findings, CancellationToken cancellationToken) => comparison.CompareAsync(
        "payment intent",
        payments,
        lists.PaymentIntentsAsync(since, cancellationToken),
        async (id, token) =>
        {
            EventOutcome outcome = await payments.RefreshAsync(id, token);
            await completion.FetchAsync(id, token);
            return outcome;
        },
        findings,
        _ => Task.CompletedTask,
        cancellationToken);

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
}
