using Billing.Domain.Payments;
using Billing.Infrastructure.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the numbers of payments, one row per user.</summary>
internal sealed class PaymentCountConfiguration : IEntityTypeConfiguration<PaymentCount>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<PaymentCount> builder)
    {
        builder.ToTable("payment_counts");
        builder.HasKey(c => c.UserId);
        builder.Property(c => c.UserId).ValueGeneratedNever();
        builder.HasOne<User>().WithOne().HasForeignKey<PaymentCount>(c => c.UserId);
    }
}
