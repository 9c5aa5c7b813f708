using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Errors;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>
/// Decides about the user's subscription by what Stripe has of it now. Between that look and the change it may have become another: by a
/// second click, a renewal, somebody in the Dashboard. Stripe refuses then, and it is looked and decided once more.
/// </summary>
public sealed class SubscriptionDecision(SubscriptionInspection inspection, IdempotentOperation operation)
{
    /// <summary>Looks at the subscription that counts and does something about it.</summary>
    /// <param name="userId">Whose subscription.</param>
    /// <param name="decide">Gets the subscription as it is now.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BillingException"><c>no_subscription</c>, or whatever it refuses itself.</exception>
    /// <exception cref="StripeRefusedException">Stripe refuses what is decided on its newest state as well.</exception>
    public async Task<T> MakeAsync<T>(Guid userId, Func<UserSubscription, Task<T>> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decide);
        UserSubscription row = await inspection.CurrentAsync(userId, cancellationToken);
        try
        {
            return await decide(row);
        }
        catch (StripeRefusedException e) when (e.Status is 400 or 404)
        {
            operation.DecideAgain();
            return await decide(await inspection.CurrentAsync(userId, cancellationToken));
        }
    }

    /// <inheritdoc cref="MakeAsync{T}"/>
    public Task MakeAsync(Guid userId, Func<UserSubscription, Task> decide, CancellationToken cancellationToken) => MakeAsync(
        userId,
        async row =>
        {
            await decide(row);
            return row;
        },
        cancellationToken);
}
