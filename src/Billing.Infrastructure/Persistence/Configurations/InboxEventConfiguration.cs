using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>
/// Maps the inbox. The filtered indexes hold only what is still to be done, so that taking work costs the same however many
/// events there ever were. Neither database uses a filtered index unless the query has its condition in the very same words,
/// as a literal: <c>status = 'pending'</c>, never <c>status = @status</c> nor <c>status IN (…)</c>. Hence one index for the
/// due events and one for the leases, rather than one for both.
/// </summary>
internal sealed class InboxEventConfiguration : IEntityTypeConfiguration<InboxEvent>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<InboxEvent> builder)
    {
        builder.ToTable("stripe_events");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).IsStripeId();
        builder.Property(e => e.Type).IsCode(255);
        builder.Property(e => e.ApiVersion).IsCode(64);
        builder.Property(e => e.ObjectId).IsStripeId();
        builder.Property(e => e.Lane).IsStripeId();
        builder.Property(e => e.Outcome).HasMaxLength(255);
        builder.Property(e => e.LastError).IsFreeText();

        // The claim: WHERE status = 'pending' AND next_attempt_at <= @now ORDER BY next_attempt_at, created_at.
        builder.HasIndex(e => new { e.NextAttemptAt, e.CreatedAt }, "ix_stripe_events_due").HasFilter("status = 'pending'");

        // Whether a lane is being worked on (status = 'processing' AND lane = @lane), and the leases that have run out
        // (status = 'processing' AND leased_until <= @now): at most a few batches, read whole.
        builder.HasIndex(e => new { e.Lane, e.LeasedUntil }, "ix_stripe_events_leased").HasFilter("status = 'processing'");

        // The operators' list, by status and newest first.
        builder.HasIndex(e => new { e.Status, e.ReceivedAt });
    }
}
