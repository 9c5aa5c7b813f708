using Billing.Infrastructure.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the users, and with them says what Identity leaves open: lengths, names, and one account per address.</summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Name).HasMaxLength(256);
        builder.Property(u => u.PasswordHash).IsCode(512);
        builder.Property(u => u.SecurityStamp).IsCode(64);
        builder.Property(u => u.ConcurrencyStamp).IsCode(64);
        builder.Property(u => u.PhoneNumber).HasMaxLength(64);
        builder.HasIndex(u => u.NormalizedUserName).IsUnique()
            .HasDatabaseName("ix_users_normalized_user_name").HasFilter("normalized_user_name IS NOT NULL");
        builder.HasIndex(u => u.NormalizedEmail).IsUnique()
            .HasDatabaseName("ix_users_normalized_email").HasFilter("normalized_email IS NOT NULL");
    }
}
