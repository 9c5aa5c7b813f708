using Billing.Domain.Snapshots;

namespace Billing.Domain.Invoices;

/// <summary>What Stripe said of an invoice payment: which intent pays which invoice.</summary>
public sealed record InvoicePaymentSnapshot : StripeSnapshot
{
    /// <summary>Stripe's id of the invoice.</summary>
    public required string InvoiceId { get; init; }

    /// <summary>Stripe's id of the intent; null when something else pays it.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>Stripe's status: open, paid or canceled.</summary>
    public required string Status { get; init; }

    /// <summary>What was paid, in minor units; null until then.</summary>
    public long? AmountPaidCents { get; init; }
}

/// <summary>Which intent pays which invoice, as Stripe has it: neither of the two says so itself.</summary>
public sealed class InvoicePayment : MirroredObject
{
    private InvoicePayment()
    {
    }

    /// <summary>Stripe's id of the invoice payment.</summary>
    public required string StripeInvoicePaymentId { get; init; }

    /// <summary>Stripe's id of the invoice.</summary>
    public required string StripeInvoiceId { get; init; }

    /// <summary>Stripe's id of the intent; null when something else pays it.</summary>
    public string? StripePaymentIntentId { get; private set; }

    /// <summary>Stripe's status: open, paid or canceled.</summary>
    public string Status { get; private set; } = "";

    /// <summary>What was paid, in minor units; null until then.</summary>
    public long? AmountPaidCents { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>An invoice payment that is new here.</summary>
    public static InvoicePayment From(InvoicePaymentSnapshot snapshot, SeenInterval seen)
    {
        var payment = new InvoicePayment
        {
            StripeInvoicePaymentId = snapshot.Id,
            StripeInvoiceId = snapshot.InvoiceId,
            CreatedAt = snapshot.CreatedAt,
        };
        payment.Apply(snapshot, seen);
        return payment;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(InvoicePaymentSnapshot s) => OrderByRank(
        Status == "open" ? 0 : 1,
        s.Status == "open" ? 0 : 1,
        s.Status == Status && s.PaymentIntentId == StripePaymentIntentId && s.AmountPaidCents == AmountPaidCents);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(InvoicePaymentSnapshot s, SeenInterval seen)
    {
        StripePaymentIntentId = s.PaymentIntentId;
        Status = s.Status;
        AmountPaidCents = s.AmountPaidCents;
        Observe(seen);
    }
}
