using Billing.Domain.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>Maps which intent pays which invoice. The invoice may come later, so there is no foreign key to it.</summary>
internal sealed class InvoicePaymentConfiguration : IEntityTypeConfiguration<InvoicePayment>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<InvoicePayment> builder)
    {
        builder.ToTable("invoice_payments");
        builder.IsMirror();
        builder.Property(p => p.StripeInvoicePaymentId).IsStripeId();
        builder.Property(p => p.StripeInvoiceId).IsStripeId();
        builder.Property(p => p.StripePaymentIntentId).IsStripeId();
        builder.Property(p => p.Status).IsCode(32);
        builder.HasIndex(p => p.StripeInvoicePaymentId).IsUnique();
        builder.HasIndex(p => p.StripePaymentIntentId);
        builder.HasIndex(p => p.StripeInvoiceId);
    }
}
