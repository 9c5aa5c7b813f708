using Billing.Domain.Snapshots;

namespace Billing.Domain.Invoices;

/// <summary>An invoice as Stripe has it.</summary>
public sealed class Invoice : MirroredObject
{
    private Invoice()
    {
    }

    /// <summary>The user it is made out to.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the invoice.</summary>
    public required string StripeInvoiceId { get; init; }

    /// <summary>Stripe's id of the subscription it is for; null for none.</summary>
    public string? StripeSubscriptionId { get; private set; }

    /// <summary>The number on the invoice; null while it is a draft.</summary>
    public string? Number { get; private set; }

    /// <summary>Stripe's status.</summary>
    public InvoiceStatus Status { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>The total after discounts and tax, in minor units.</summary>
    public long TotalCents { get; private set; }

    /// <summary>What is to be paid, in minor units.</summary>
    public long AmountDueCents { get; private set; }

    /// <summary>What was paid, in minor units.</summary>
    public long AmountPaidCents { get; private set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; private set; }

    /// <summary>Stripe's page on which it can be seen and paid.</summary>
    public string? HostedInvoiceUrl { get; private set; }

    /// <summary>Stripe's PDF.</summary>
    public string? InvoicePdf { get; private set; }

    /// <summary>When it was paid (UTC); null until then.</summary>
    public DateTime? PaidAt { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>An invoice that is new here.</summary>
    public static Invoice From(Guid userId, InvoiceSnapshot snapshot, SeenInterval seen)
    {
        var invoice = new Invoice { UserId = userId, StripeInvoiceId = snapshot.Id, CreatedAt = snapshot.CreatedAt };
        invoice.Apply(snapshot, seen);
        return invoice;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(InvoiceSnapshot s) => OrderByRank(
        LifecycleRank(Status),
        LifecycleRank(s.Status),
        s.Status == Status && s.SubscriptionId == StripeSubscriptionId && s.Number == Number && s.Currency == Currency
            && s.TotalCents == TotalCents && s.AmountDueCents == AmountDueCents && s.AmountPaidCents == AmountPaidCents
            && s.Description == Description && s.HostedInvoiceUrl == HostedInvoiceUrl && s.InvoicePdf == InvoicePdf && s.PaidAt == PaidAt);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(InvoiceSnapshot s, SeenInterval seen)
    {
        StripeSubscriptionId = s.SubscriptionId;
        Number = s.Number;
        Status = s.Status;
        Currency = s.Currency;
        TotalCents = s.TotalCents;
        AmountDueCents = s.AmountDueCents;
        AmountPaidCents = s.AmountPaidCents;
        Description = s.Description;
        HostedInvoiceUrl = s.HostedInvoiceUrl;
        InvoicePdf = s.InvoicePdf;
        PaidAt = s.PaidAt;
        Observe(seen);
    }

    /// <summary>Stripe no longer has it: only a draft can be deleted there.</summary>
    public void Close(SeenInterval seen)
    {
        Status = InvoiceStatus.Void;
        Observe(seen);
    }

    /// <summary>Draft, then open or uncollectible (which may become paid or void), then paid or void.</summary>
    private static int LifecycleRank(InvoiceStatus status) => status switch
    {
        InvoiceStatus.Draft => 0,
        InvoiceStatus.Open => 1,
        InvoiceStatus.Uncollectible => 2,
        InvoiceStatus.Paid or InvoiceStatus.Void => 3,
    };
}
