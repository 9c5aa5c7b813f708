using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the plans.</summary>
internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    /// <summary>In characters; the plan file is held to it too.</summary>
    internal const int MaxCode = 64, MaxName = 250, MaxDescription = 1000;

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plans");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).IsCode(MaxCode);
        builder.Property(p => p.Name).HasMaxLength(MaxName);
        builder.Property(p => p.Description).HasMaxLength(MaxDescription);
        builder.Property(p => p.Features).IsJson();
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasMany(p => p.Prices).WithOne().HasForeignKey(p => p.PlanId);
    }
}
