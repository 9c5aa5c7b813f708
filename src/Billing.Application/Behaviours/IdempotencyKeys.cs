using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Behaviours;

/// <summary>The idempotency keys of the signed-in user.</summary>
public sealed class IdempotencyKeys(ICurrentUser user, IBillingDbContext db, IUnitOfWork unitOfWork, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Claims a key for a request; its row has the answer when the first request is done.</summary>
    /// <exception cref="BillingException">The key came with another body, or its first request is still running.</exception>
    public Task<IdempotencyKey> ClaimAsync(string key, string requestHash, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(ct => FindOrBeginAsync(key, requestHash, ct), cancellationToken);

    /// <summary>Keeps the answer of a claimed key.</summary>
    public Task CompleteAsync(IdempotencyKey claimed, byte[] response, CancellationToken cancellationToken) =>
        ChangeAsync(claimed, row => row.Complete(response), cancellationToken);

    /// <summary>Gives a claimed key free after a failure.</summary>
    /// <param name="claimed">The key.</param>
    /// <param name="isOver">Stripe would repeat the failure for the same operation: the next try is another one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task ReleaseAsync(IdempotencyKey claimed, bool isOver, CancellationToken cancellationToken) => ChangeAsync(
        claimed,
        row =>
        {
            if (isOver)
            {
                row.Renew(row.RequestHash, Now);
            }

            row.Release(Now);
        },
        cancellationToken);

    private async Task<IdempotencyKey> FindOrBeginAsync(string key, string requestHash, CancellationToken cancellationToken)
    {
        IdempotencyKey? row = await FindAsync(key, cancellationToken);
        if (row is null)
        {
            row = IdempotencyKey.Begin(user.Id, key, requestHash, Now);
            db.IdempotencyKeys.Add(row);
        }
        else if (row.IsExpired(Now))
        {
            row.Renew(requestHash, Now);
        }
        else if (row.RequestHash != requestHash)
        {
            throw new BillingException(
                BillingErrorKind.IdempotencyMismatch, "idempotency_key_reused", "This Idempotency-Key was used with another request.");
        }
        else if (row.Response is null)
        {
            TakeOver(row);
        }

        return row;
    }

    private void TakeOver(IdempotencyKey row)
    {
        if (row.LeasedUntil > Now)
        {
            throw new BillingException(
                BillingErrorKind.Conflict, "idempotency_key_in_use", "The first request with this Idempotency-Key is still running.");
        }

        row.TakeOver(Now);
    }

    /// <summary>Changes a key that is still being worked on; one that another request has finished meanwhile stays as it is.</summary>
    private Task<IdempotencyKey?> ChangeAsync(IdempotencyKey claimed, Action<IdempotencyKey> change, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                IdempotencyKey? row = await FindAsync(claimed.Key, ct);
                if (row is not null && row.OperationId == claimed.OperationId && row.Response is null)
                {
                    change(row);
                }

                return row;
            },
            cancellationToken);

    private Task<IdempotencyKey?> FindAsync(string key, CancellationToken cancellationToken) =>
        db.IdempotencyKeys.SingleOrDefaultAsync(k => k.UserId == user.Id && k.Key == key, cancellationToken);
}
