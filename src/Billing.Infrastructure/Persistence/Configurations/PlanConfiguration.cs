using Billing.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the plans.</summary>
internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plans");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).IsCode(64);
        builder.Property(p => p.Name).HasMaxLength(250);
        builder.Property(p => p.Description).HasMaxLength(1000);
        builder.Property(p => p.Features).IsJson();
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasMany(p => p.Prices).WithOne().HasForeignKey(p => p.PlanId);
    }
}
