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
        RunAsync(work, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Runs the work and commits what it changed together with one more write.</summary>
    /// <param name="work">Reads, asks, changes; may run several times.</param>
    /// <param name="finish">The last write of the transaction; gets what the work returned. It can refuse by throwing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, Func<T, CancellationToken, Task> finish, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            db.Forget();
            rows.Clear();
            changes.Clear();
            T result = await work(cancellationToken);
            try
            {
                await db.InTransactionAsync(token => WriteAsync(result, finish, token), cancellationToken);
                RaiseAlerts();
                return result;
            }
            catch (DbUpdateException e) when (attempt < MaxTries && e is (DbUpdateConcurrencyException or UniqueViolationException))
            {
                // Somebody else changed what this work had read: it starts again from what they wrote.
            }
        }
    }

    private async Task WriteAsync<T>(T result, Func<T, CancellationToken, Task> finish, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await payments.LinkAsync(changes, cancellationToken);
        await subscriptions.ChooseAsync(changes.Subscribers, cancellationToken);
        if (changes.Alerts.Count > 0)
        {
            await alertRows.AddAsync(changes.Alerts, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await emails.WriteAsync(changes, cancellationToken);
        await finish(result, cancellationToken);
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
