using Billing.Domain.Checkout;
using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the checkouts; the database itself sees to it that a user has one at a time.</summary>
internal sealed class CheckoutSessionConfiguration : IEntityTypeConfiguration<CheckoutSession>
{
    /// <summary>Past this, browsers and proxies give up.</summary>
    private const int ReturnUrlLength = 2048;

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<CheckoutSession> builder)
    {
        builder.ToTable("checkout_sessions");
        builder.IsMirror();
        builder.Property(s => s.StripePriceId).IsStripeId();
        builder.Property(s => s.StripeCustomerId).IsStripeId();
        builder.Property(s => s.StripeSessionId).IsStripeId();
        builder.Property(s => s.SuccessUrl).HasMaxLength(ReturnUrlLength);
        builder.Property(s => s.CancelUrl).HasMaxLength(ReturnUrlLength);
        builder.Property(s => s.RequestHash).IsCode(128);
        builder.Property(s => s.Url).IsFreeText();
        builder.HasIndex(s => s.StripeSessionId).IsUnique().HasFilter("stripe_session_id IS NOT NULL");
        builder.HasIndex(s => s.UserId, "ix_checkout_sessions_unfinished").IsUnique().HasFilter("status IN ('creating', 'open')");
        builder.HasIndex(s => s.UserId);
        builder.BelongsToUser();
        builder.HasOne<PlanPrice>().WithMany().HasForeignKey(s => s.PlanPriceId);
    }
}
