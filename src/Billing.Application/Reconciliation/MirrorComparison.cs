using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Application.Mirroring;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Domain.Disputes;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;

namespace Billing.Application.Reconciliation;

/// <summary>Compares the rows of one kind with one of Stripe's lists, page by page, and brings in line what differs.</summary>
public sealed class MirrorComparison(IBillingDbContext db, MirrorRows rows, OwnerResolver owners, PaymentOwner payments, IUnitOfWork work)
{
    /// <summary>Compares a list to its end.</summary>
    /// <param name="kind">What the report calls the objects.</param>
    /// <param name="mirror">Knows the rows.</param>
    /// <param name="pages">The list.</param>
    /// <param name="heal">Brings the object of an id in line.</param>
    /// <param name="findings">Hears of what is found.</param>
    /// <param name="done">Hears of every page that is in line.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task CompareAsync<TSnapshot, TRow>(
        string kind,
        StripeMirror<TSnapshot, TRow> mirror,
        IAsyncEnumerable<IReadOnlyList<TSnapshot>> pages,
        Func<string, CancellationToken, Task<EventOutcome>> heal,
        Findings findings,
        Func<IReadOnlyList<TSnapshot>, Task> done,
        CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
        where TRow : MirroredObject
    {
        int seen = 0;
        await foreach (IReadOnlyList<TSnapshot> page in pages)
        {
            seen += page.Count;
            findings.Saw(page.Count);
            foreach ((TSnapshot differs, string how) in await FindDifferencesAsync(mirror, page, cancellationToken))
            {
                await HealAsync(kind, differs.Id, how, findings, token => heal(differs.Id, token), cancellationToken);
            }

            await done(page);
            await findings.StepAsync($"{seen} of kind {kind} compared", cancellationToken);
        }
    }

    /// <summary>One object that Stripe refuses to tell does not end the comparison; a Stripe that does not answer does.</summary>
    public async Task HealAsync(
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
            else if (isInLine is null && await IsOursAsync(listed, cancellationToken))
            {
                differences.Add((listed, "is missing here"));
            }
        }

        return differences;
    }

    /// <summary>What names no customer belongs to a payment that does.</summary>
    private async Task<bool> IsOursAsync(StripeSnapshot listed, CancellationToken cancellationToken)
    {
        string? intent = listed switch
        {
            RefundSnapshot refund => refund.PaymentIntentId,
            DisputeSnapshot dispute => dispute.PaymentIntentId,
            _ => null,
        };
        return await owners.FindKnownAsync(listed, cancellationToken) is not null
            || (intent is not null && await payments.FindKnownAsync(intent, cancellationToken) is not null);
    }
}
