using Billing.Domain.StripeEvents;

namespace Billing.Infrastructure.Persistence;

/// <summary>An event that is done.</summary>
/// <param name="Id">Stripe's id.</param>
/// <param name="LeaseToken">What must still be in the row.</param>
/// <param name="Status">What it is from now on.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record DoneEvent(string Id, Guid LeaseToken, InboxEventStatus Status, string Outcome);
