using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the refunds. Of a payment one at a time is being made, so that two cannot both take what is left.</summary>
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
        builder.Property(r => r.Reason).IsCode(64);
        builder.Property(r => r.FailureReason).IsCode(64);
        builder.HasIndex(r => r.StripeRefundId).IsUnique().HasFilter("stripe_refund_id IS NOT NULL");
        builder.HasIndex(r => r.OperationId).IsUnique().HasFilter("operation_id IS NOT NULL");
        builder.HasIndex(r => r.StripePaymentIntentId, "ix_refunds_creating").IsUnique().HasFilter("status = 'creating'");
        builder.HasIndex(r => r.StripePaymentIntentId);
        builder.BelongsToUser();
    }
}
