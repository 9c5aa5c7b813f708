using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>Writes down what operators do to subscriptions.</summary>
public sealed class SubscriptionAudit(IBillingDbContext db, IUnitOfWork work, ICurrentUser user, TimeProvider time)
{
    /// <summary>Notes that an operator ends a subscription: before it is done, so that nothing is done unseen.</summary>
    public Task NoteEndAsync(UserSubscription row, bool refund, CancellationToken cancellationToken) => work.RunAsync(
        _ =>
        {
            var entry = new AuditEntry
            {
                ActorId = user.Id,
                Action = "subscription.end",
                SubjectId = row.StripeSubscriptionId,
                Details = JsonSerializer.Serialize(new { refund, is_duplicate = row.DuplicateOf is not null }),
                CreatedAt = time.GetUtcNow().UtcDateTime,
            };
            db.AuditEntries.Add(entry);
            return Task.FromResult(entry);
        },
        cancellationToken);
}
