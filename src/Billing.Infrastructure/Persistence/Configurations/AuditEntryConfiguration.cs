using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps what operators did: listed by time, or by what it was done to.</summary>
internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Action).IsCode(64);
        builder.Property(e => e.SubjectId).IsStripeId();
        builder.HasIndex(e => e.CreatedAt);
        builder.HasIndex(e => e.SubjectId);
        builder.BelongsToUser(nameof(AuditEntry.ActorId));
    }
}
