using Billing.Domain.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps the invoices, listed like the payments.</summary>
internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    /// <summary>The index by which a user's invoices are read, newest first.</summary>
    public const string HistoryIndex = "ix_invoices_history";

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoices");
        builder.IsMirror();
        builder.Property(i => i.StripeInvoiceId).IsStripeId();
        builder.Property(i => i.StripeSubscriptionId).IsStripeId();
        builder.Property(i => i.Number).HasMaxLength(255);
        builder.Property(i => i.Currency).IsCurrency();
        builder.Property(i => i.Description).IsFreeText();
        builder.Property(i => i.HostedInvoiceUrl).IsFreeText();
        builder.Property(i => i.InvoicePdf).IsFreeText();
        builder.HasIndex(i => new { i.UserId, i.CreatedAt, i.Id }, HistoryIndex).IsUnique().IsDescending(false, true, true);
        builder.HasIndex(i => i.StripeInvoiceId).IsUnique();
        builder.HasIndex(i => i.StripeSubscriptionId);
        builder.BelongsToUser();
    }
}
