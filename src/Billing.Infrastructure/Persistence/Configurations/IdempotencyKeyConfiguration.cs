using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the callers' idempotency keys. 255 characters is Stripe's limit for its own, and ours.</summary>
internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(k => new { k.UserId, k.Key });
        builder.Property(k => k.Key).IsCode(255);
        builder.Property(k => k.RequestHash).IsCode(128);
        builder.Property(k => k.Version).IsConcurrencyToken();
        builder.HasIndex(k => k.CreatedAt);
        builder.BelongsToUser();
    }
}
