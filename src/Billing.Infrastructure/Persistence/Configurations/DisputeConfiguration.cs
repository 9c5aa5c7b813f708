using Billing.Domain.Disputes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the disputes.</summary>
internal sealed class DisputeConfiguration : IEntityTypeConfiguration<Dispute>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.ToTable("disputes");
        builder.IsMirror();
        builder.Property(d => d.StripeDisputeId).IsStripeId();
        builder.Property(d => d.StripeChargeId).IsStripeId();
        builder.Property(d => d.StripePaymentIntentId).IsStripeId();
        builder.Property(d => d.Currency).IsCurrency();
        builder.Property(d => d.Reason).IsCode(64);
        builder.HasIndex(d => d.StripeDisputeId).IsUnique();
        builder.HasIndex(d => d.StripePaymentIntentId);
        builder.BelongsToUser();
    }
}
