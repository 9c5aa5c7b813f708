using Billing.Domain.Snapshots;

namespace Billing.Domain.Invoices;

/// <summary>An invoice as Stripe has it.</summary>
public sealed class Invoice : MirroredObject
{
    /// <summary>More than any schedule of retries has.</summary>
    private const int MostAttempts = 1000;

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

    /// <summary>The sum of the lines before discounts and tax, in minor units.</summary>
    public long SubtotalCents { get; private set; }

    /// <summary>What discounts took off, in minor units.</summary>
    public long DiscountCents { get; private set; }

    /// <summary>The taxes, in minor units, whether added to the lines or contained in them.</summary>
    public long TaxCents { get; private set; }

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

    /// <summary>When Stripe tries to collect it next (UTC); null when it does not.</summary>
    public DateTime? NextPaymentAttempt { get; private set; }

    /// <summary>How often Stripe has tried to collect it.</summary>
    public long AttemptCount { get; private set; }

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
        LifecycleRank(Status, AttemptCount),
        LifecycleRank(s.Status, s.AttemptCount),
        s.Status == Status && s.SubscriptionId == StripeSubscriptionId && s.Number == Number && s.Currency == Currency
            && AmountsOf(s) == Amounts && s.Description == Description && s.HostedInvoiceUrl == HostedInvoiceUrl && s.InvoicePdf == InvoicePdf
            && s.PaidAt == PaidAt && s.NextPaymentAttempt == NextPaymentAttempt && s.AttemptCount == AttemptCount);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(InvoiceSnapshot s, SeenInterval seen)
    {
        StripeSubscriptionId = s.SubscriptionId;
        Number = s.Number;
        Status = s.Status;
        Currency = s.Currency;
        SubtotalCents = s.SubtotalCents;
        DiscountCents = s.DiscountCents;
        TaxCents = s.TaxCents;
        TotalCents = s.TotalCents;
        AmountDueCents = s.AmountDueCents;
        AmountPaidCents = s.AmountPaidCents;
        Description = s.Description;
        HostedInvoiceUrl = s.HostedInvoiceUrl;
        InvoicePdf = s.InvoicePdf;
        PaidAt = s.PaidAt;
        NextPaymentAttempt = s.NextPaymentAttempt;
        AttemptCount = s.AttemptCount;
        Observe(seen);
    }

    /// <summary>Stripe no longer has it: only a draft can be deleted there.</summary>
    public void Close(SeenInterval seen)
    {
        Status = InvoiceStatus.Void;
        Observe(seen);
    }

    private (long, long, long, long, long, long) Amounts => (SubtotalCents, DiscountCents, TaxCents, TotalCents, AmountDueCents, AmountPaidCents);

    private static (long, long, long, long, long, long) AmountsOf(InvoiceSnapshot s) =>
        (s.SubtotalCents, s.DiscountCents, s.TaxCents, s.TotalCents, s.AmountDueCents, s.AmountPaidCents);

    /// <summary>
    /// Draft, then open (attempt by attempt) or uncollectible (which may become paid or void), then paid or void.
    /// </summary>
    private static int LifecycleRank(InvoiceStatus status, long attempts) => status switch
    {
        InvoiceStatus.Draft => 0,
        InvoiceStatus.Open => 1 + (int)Math.Min(attempts, MostAttempts),
        InvoiceStatus.Uncollectible => MostAttempts + 2,
        InvoiceStatus.Paid or InvoiceStatus.Void => MostAttempts + 3,
    };
}
