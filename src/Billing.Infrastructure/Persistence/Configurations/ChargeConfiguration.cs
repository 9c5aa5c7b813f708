using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the charges.</summary>
internal sealed class ChargeConfiguration : IEntityTypeConfiguration<Charge>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.ToTable("charges");
        builder.IsMirror();
        builder.Property(c => c.StripeChargeId).IsStripeId();
        builder.Property(c => c.StripePaymentIntentId).IsStripeId();
        builder.Property(c => c.Currency).IsCurrency();
        builder.Property(c => c.PaymentMethod).IsCode(64);
        builder.Property(c => c.PaymentMethodLast4).IsCode(16);
        builder.Property(c => c.FailureMessage).IsFreeText();
        builder.Property(c => c.ReceiptUrl).IsFreeText();
        builder.HasIndex(c => c.StripeChargeId).IsUnique();
        builder.HasIndex(c => c.StripePaymentIntentId);
        builder.BelongsToUser();
    }
}
