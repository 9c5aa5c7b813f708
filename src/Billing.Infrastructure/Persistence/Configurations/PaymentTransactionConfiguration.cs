using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>
/// Maps the payments. The history of a user is read from the (user, created, id) index: a page costs the same at any depth.
/// </summary>
internal sealed class PaymentTransactionConfiguration : IEntityTypeConfiguration<PaymentTransaction>
{
    /// <summary>The index by which a user's history is read, newest first.</summary>
    public const string HistoryIndex = "ix_payment_transactions_history";

    /// <summary>The index by which operators read everybody's payments, newest first. New payments come at its end, so that it costs little.</summary>
    public const string AllIndex = "ix_payment_transactions_all";

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<PaymentTransaction> builder)
    {
        builder.ToTable("payment_transactions");
        builder.IsMirror();
        builder.Property(p => p.StripePaymentIntentId).IsStripeId();
        builder.Property(p => p.StripeChargeId).IsStripeId();
        builder.Property(p => p.StripeInvoiceId).IsStripeId();
        builder.Property(p => p.StripeCustomerId).IsStripeId();
        builder.Property(p => p.Currency).IsCurrency();
        builder.Property(p => p.PaymentMethod).IsCode(64);
        builder.Property(p => p.PaymentMethodLast4).IsCode(16);
        builder.Property(p => p.Description).IsFreeText();
        builder.Property(p => p.FailureReason).IsFreeText();
        builder.Property(p => p.ReceiptUrl).IsFreeText();
        builder.Property(p => p.Metadata).IsJson();
        builder.HasIndex(p => new { p.UserId, p.CreatedAt, p.Id }, HistoryIndex).IsUnique().IsDescending(false, true, true);
        builder.HasIndex(p => new { p.CreatedAt, p.Id }, AllIndex).IsDescending();
        builder.HasIndex(p => p.StripePaymentIntentId).IsUnique();
        builder.HasIndex(p => p.StripeCustomerId);
        builder.HasIndex(p => p.StripeInvoiceId);
        builder.HasIndex(p => p.Status);
        builder.HasIndex(p => p.CompleteAfter, "ix_payment_transactions_incomplete").HasFilter("complete_after IS NOT NULL");
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<UserSubscription>().WithMany().HasForeignKey(p => p.SubscriptionId).OnDelete(DeleteBehavior.SetNull);
    }
}
