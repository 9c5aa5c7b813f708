using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Payments;
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
    CheckoutSessionMirror sessions,
    PaymentIntentMirror payments,
    PaymentCompletion completion)
{
    /// <summary>Compares subscriptions and open checkouts, all of them, and payments, refunds and disputes since a moment (UTC).</summary>
    public async Task RunAsync(DateTime since, Findings findings, CancellationToken cancellationToken)
    {
        await CompareSubscriptionsAsync(findings, cancellationToken);
        await CompareCheckoutsAsync(findings, cancellationToken);
        await ComparePaymentsAsync(since, findings, cancellationToken);
        await money.RunAsync(since, findings, cancellationToken);
        await CompareCountsAsync(findings, cancellationToken);
    }

    private async Task CompareSubscriptionsAsync(Findings findings, CancellationToken cancellationToken)
    {
        HashSet<string> listed = [];
        await comparison.CompareAsync(
            "subscription",
            subscriptions,
            lists.SubscriptionsAsync(cancellationToken),
            subscriptions.RefreshAsync,
            findings,
            page =>
            {
                listed.UnionWith(page.Select(o => o.Id));
                return Task.CompletedTask;
            },
            cancellationToken);
        List<string> here = await db.Subscriptions
            .Where(s => s.Status != SubscriptionStatus.Canceled && s.Status != SubscriptionStatus.IncompleteExpired)
            .Select(s => s.StripeSubscriptionId)
            .ToListAsync(cancellationToken);
        foreach (string gone in here.Where(id => !listed.Contains(id)))
        {
            await comparison.HealAsync("subscription", gone, "is not at Stripe", findings, token => subscriptions.RefreshAsync(gone, token), cancellationToken);
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
