using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the plans of subscriptions' changes. The subscription may come later, so there is no foreign key to it.</summary>
internal sealed class SubscriptionScheduleConfiguration : IEntityTypeConfiguration<SubscriptionSchedule>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<SubscriptionSchedule> builder)
    {
        builder.ToTable("subscription_schedules");
        builder.IsMirror();
        builder.Property(s => s.StripeScheduleId).IsStripeId();
        builder.Property(s => s.StripeSubscriptionId).IsStripeId();
        builder.Property(s => s.Next).IsJson();
        builder.HasIndex(s => s.StripeScheduleId).IsUnique();
        builder.HasIndex(s => s.UserId);
        builder.BelongsToUser();
    }
}
