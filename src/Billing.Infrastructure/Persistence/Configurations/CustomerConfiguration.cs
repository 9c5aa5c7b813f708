using Billing.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the customers. Lengths of address and name are Stripe's limits.</summary>
internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.IsMirror();
        builder.Property(c => c.StripeCustomerId).IsStripeId();
        builder.Property(c => c.Email).HasMaxLength(512);
        builder.Property(c => c.Name).HasMaxLength(256);
        builder.HasIndex(c => c.StripeCustomerId).IsUnique().HasFilter("stripe_customer_id IS NOT NULL");
        builder.HasIndex(c => c.UserId, "ix_customers_primary").IsUnique().HasFilter("is_primary = 1");
        builder.HasIndex(c => c.UserId);
        builder.BelongsToUser();
    }
}
