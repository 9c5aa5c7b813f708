using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the refunds.</summary>
internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("refunds");
        builder.IsMirror();
        builder.Property(r => r.StripeRefundId).IsStripeId();
        builder.Property(r => r.StripeChargeId).IsStripeId();
        builder.Property(r => r.StripePaymentIntentId).IsStripeId();
        builder.Property(r => r.Currency).IsCurrency();
        builder.Property(r => r.Status).IsCode(32);
        builder.Property(r => r.Reason).IsCode(64);
        builder.HasIndex(r => r.StripeRefundId).IsUnique();
        builder.HasIndex(r => r.StripePaymentIntentId);
        builder.BelongsToUser();
    }
}
