using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the failed attempts at events: few, and read by event.</summary>
internal sealed class EventAttemptConfiguration : IEntityTypeConfiguration<EventAttempt>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<EventAttempt> builder)
    {
        builder.ToTable("stripe_event_attempts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.EventId).IsStripeId();
        builder.Property(a => a.Error).IsFreeText();
        builder.HasOne<InboxEvent>().WithMany().HasForeignKey(a => a.EventId);
    }
}
