using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the alerts: one of a kind per subject.</summary>
internal sealed class RaisedAlertConfiguration : IEntityTypeConfiguration<RaisedAlert>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<RaisedAlert> builder)
    {
        builder.ToTable("operator_alerts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Kind).IsCode(64);
        builder.Property(a => a.SubjectId).IsStripeId();
        builder.HasIndex(a => new { a.Kind, a.SubjectId }).IsUnique();
        builder.HasIndex(a => new { a.RaisedAt, a.Id }).IsDescending();
        builder.HasIndex(a => a.NextMailAt, "ix_operator_alerts_due").HasFilter("mailed_at IS NULL");
    }
}
