using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>
/// Maps the inbox. The filtered indexes hold only what is still to be done, so that taking work costs the same however many
/// events there ever were. Neither database uses one unless the query has its condition as it stands, as a literal:
/// <c>status = 'pending'</c>, never <c>status = @status</c> nor <c>status IN (…)</c>; hence an index for each status that is
/// looked for. There is none over all statuses: every event would move about in it twice, and SQLite, which counts no rows,
/// would take it for the claim.
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

        // What operators look after.
        builder.HasIndex(e => new { e.ReceivedAt, e.Id }, "ix_stripe_events_dead").HasFilter("status = 'dead'");

        // The operators' list, newest first, and the end of retention. There is none by lane: neighbours in time are not neighbours
        // in it, so that a burst would write a page for nearly every event; the list of one customer reads its range of time.
        builder.HasIndex(e => new { e.ReceivedAt, e.Id }).IsUnique();
    }
}
