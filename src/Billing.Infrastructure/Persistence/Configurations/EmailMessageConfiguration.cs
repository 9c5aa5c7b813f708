using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the outbox of mails: one mail of a kind per subject.</summary>
internal sealed class EmailMessageConfiguration : IEntityTypeConfiguration<EmailMessage>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<EmailMessage> builder)
    {
        builder.ToTable("email_messages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Kind).IsCode(64);
        builder.Property(m => m.SubjectId).IsStripeId();
        builder.HasIndex(m => new { m.Kind, m.SubjectId }).IsUnique();
        builder.HasIndex(m => m.NextAttemptAt, "ix_email_messages_due").HasFilter("sent_at IS NULL");
        builder.BelongsToUser();
    }
}
