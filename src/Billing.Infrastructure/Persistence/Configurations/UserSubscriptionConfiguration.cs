using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the subscriptions; the database itself sees to it that one per user counts.</summary>
internal sealed class UserSubscriptionConfiguration : IEntityTypeConfiguration<UserSubscription>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<UserSubscription> builder)
    {
        builder.ToTable("user_subscriptions");
        builder.IsMirror();
        builder.Property(s => s.StripeSubscriptionId).IsStripeId();
        builder.Property(s => s.StripeCustomerId).IsStripeId();
        builder.Property(s => s.StripePriceId).IsStripeId();
        builder.Property(s => s.StripeItemId).IsStripeId();
        builder.Property(s => s.LatestInvoiceId).IsStripeId();
        builder.Property(s => s.StripeScheduleId).IsStripeId();
        builder.Property(s => s.StripeDiscountId).IsStripeId();
        builder.Property(s => s.PendingUpdate).IsJson();
        builder.Property(s => s.Discount).IsJson();
        builder.HasIndex(s => s.StripeSubscriptionId).IsUnique();
        builder.HasIndex(s => s.UserId, "ix_user_subscriptions_current").IsUnique().HasFilter("is_current = 1");
        builder.HasIndex(s => s.UserId);
        builder.HasIndex(s => s.StripeCustomerId);
        builder.BelongsToUser();
        builder.HasOne<Plan>().WithMany().HasForeignKey(s => s.PlanId);
        builder.HasOne<PlanPrice>().WithMany().HasForeignKey(s => s.PlanPriceId);
        builder.HasOne<UserSubscription>().WithMany().HasForeignKey(s => s.DuplicateOf);
    }
}
