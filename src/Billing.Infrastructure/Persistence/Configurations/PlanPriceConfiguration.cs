using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the prices of the plans.</summary>
internal sealed class PlanPriceConfiguration : IEntityTypeConfiguration<PlanPrice>
{
    /// <summary>Stripe's limit, in characters; the plan file is held to it too.</summary>
    internal const int MaxLookupKey = 200;

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<PlanPrice> builder)
    {
        builder.ToTable("plan_prices");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.StripePriceId).IsStripeId();
        builder.Property(p => p.LookupKey).IsCode(MaxLookupKey);
        builder.Property(p => p.Currency).IsCurrency();
        builder.HasIndex(p => p.StripePriceId).IsUnique();
        builder.HasIndex(p => p.LookupKey).IsUnique();
    }
}
