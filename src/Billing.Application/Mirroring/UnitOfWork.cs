using Billing.Application.Abstractions;
using Billing.Application.Alerts;
using Billing.Application.Emails;
using Billing.Application.Payments;
using Billing.Application.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Mirroring;

/// <summary>Commits what the mirrors changed together with what follows from it.</summary>
public sealed class UnitOfWork(
    IBillingDbContext db, MirrorRows rows, MirrorChanges changes, PaymentLinker payments, CurrentSubscriptionChooser subscriptions,
    ChangeEmails emails, AlertRows alertRows, IOperatorAlerts alerts) : IUnitOfWork
{
    /// <summary>Losing five races in a row means that something else is wrong.</summary>
    private const int MaxTries = 5;

    /// <inheritdoc />
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, (_, _) => Task.CompletedTask, isCheapToRepeat: false, cancellationToken);

    /// <summary>Runs the work and commits what it changed together with one more write.</summary>
    /// <param name="work">Reads, asks, changes; may run several times.</param>
    /// <param name="finish">The last write of the transaction; gets what the work returned. It can refuse by throwing.</param>
    /// <param name="isCheapToRepeat">
    /// The work asks nobody but the database, so that it may run once more for the sake of a short transaction: where the database tells
    /// whether mirrors changed meanwhile, what follows from the changes is drawn before the transaction begins, and not while it holds
    /// SQLite's only writer (docs/decisions/0008-events-in-batches.md).
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, Func<T, CancellationToken, Task> finish, bool isCheapToRepeat, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            db.Forget();
            rows.Clear();
            changes.Clear();
            int? ahead = isCheapToRepeat && attempt == 1 ? await db.GetMirrorsVersionAsync(cancellationToken) : null;
            T result = await work(cancellationToken);
            try
            {
                if (ahead is not null)
                {
                    await DrawConsequencesAsync(isInTransaction: false, cancellationToken);
                    db.FindChanges();
                }

                await db.InTransactionAsync(token => WriteAsync(result, ahead, finish, token), cancellationToken);
                RaiseAlerts();
                return result;
            }
            catch (DbUpdateException e) when (attempt < MaxTries && e is (DbUpdateConcurrencyException or UniqueViolationException))
            {
                // Somebody else changed what this work had read, or one row has to be written before another: it starts again from what is written.
            }
        }
    }

    private async Task WriteAsync<T>(T result, int? drawnAt, Func<T, CancellationToken, Task> finish, CancellationToken cancellationToken)
    {
        if (drawnAt is null)
        {
            await db.SaveChangesAsync(cancellationToken);
            await DrawConsequencesAsync(isInTransaction: true, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        else if (await db.GetMirrorsVersionAsync(cancellationToken) == drawnAt)
        {
            await db.SaveFoundChangesAsync(cancellationToken);
        }
        else
        {
            throw new DbUpdateConcurrencyException("Mirrors changed since the consequences were drawn.");
        }

        if (changes.NewPayments.Count > 0)
        {
            await db.AddToPaymentCountsAsync(changes.NewPayments, cancellationToken);
        }

        if (changes.Alerts.Count > 0)
        {
            await alertRows.AddAsync(changes.Alerts, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await emails.WriteAsync(changes, cancellationToken);
        await finish(result, cancellationToken);
    }

    private async Task DrawConsequencesAsync(bool isInTransaction, CancellationToken cancellationToken)
    {
        await payments.LinkAsync(changes, cancellationToken);
        await subscriptions.ChooseAsync(changes.Subscribers, isInTransaction, cancellationToken);
    }

    /// <summary>They are written down already, in the transaction that gave cause for them.</summary>
    private void RaiseAlerts()
    {
        foreach ((OperatorAlert alert, string subject) in changes.Alerts)
        {
            alerts.Raise(alert, subject);
        }
    }
}
