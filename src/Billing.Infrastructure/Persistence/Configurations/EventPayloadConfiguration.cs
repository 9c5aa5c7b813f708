using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>
/// Maps the bodies of events. No foreign key: a body is written in the transaction of its event, which is never deleted, and the check would
/// cost every delivery a look-up.
/// </summary>
internal sealed class EventPayloadConfiguration : IEntityTypeConfiguration<EventPayload>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<EventPayload> builder)
    {
        builder.ToTable("stripe_event_payloads");
        builder.HasKey(p => new { p.ReceivedAt, p.EventId });
        builder.Property(p => p.EventId).IsStripeId();
    }
}
