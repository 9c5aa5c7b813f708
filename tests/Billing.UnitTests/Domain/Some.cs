using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;

namespace Billing.UnitTests.Domain;

/// <summary>Objects as Stripe might have them: whatever a test does not name is ordinary.</summary>
internal static class Some
{
    public static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    public static SeenInterval Seen(int secondsAfterNoon = 0) => SeenInterval.At(Noon.AddSeconds(secondsAfterNoon));

    public static PaymentIntentSnapshot Intent(
        PaymentIntentStatus status = PaymentIntentStatus.Succeeded, string id = "pi_1", long amount = 1000, string? lastError = null,
        string? description = null, DateTime? created = null, params (string Key, string Value)[] metadata) => new()
        {
            Id = id,
            CustomerId = "cus_1",
            CreatedAt = created ?? Noon,
            Status = status,
            AmountCents = amount,
            Currency = "usd",
            LastError = lastError,
            Description = description,
            Metadata = metadata.ToDictionary(m => m.Key, m => m.Value),
        };

    public static PaymentTransaction Payment(
        PaymentIntentStatus status = PaymentIntentStatus.Succeeded, string id = "pi_1", long amount = 1000, string? lastError = null,
        Guid? user = null, DateTime? created = null) =>
        PaymentTransaction.From(user ?? Guid.NewGuid(), Intent(status, id, amount, lastError, created: created), Seen());

    public static ChargeSnapshot ChargeSnapshot(
        ChargeStatus status = ChargeStatus.Succeeded, string id = "ch_1", long amount = 1000, long refunded = 0, string? intent = "pi_1") => new()
        {
            Id = id,
            CustomerId = "cus_1",
            CreatedAt = Noon.AddSeconds(5),
            PaymentIntentId = intent,
            Status = status,
            AmountCents = amount,
            AmountRefundedCents = refunded,
            Currency = "usd",
            PaymentMethod = "visa",
            PaymentMethodLast4 = "4242",
        };

    public static Charge Charge(ChargeStatus status = ChargeStatus.Succeeded, string id = "ch_1", long refunded = 0, Guid? user = null) =>
        Billing.Domain.Payments.Charge.From(user ?? Guid.NewGuid(), ChargeSnapshot(status, id, refunded: refunded), Seen());

    public static SubscriptionSnapshot SubscriptionSnapshot(
        SubscriptionStatus status = SubscriptionStatus.Active, string id = "sub_1", DateTime? created = null, long quantity = 1,
        bool cancelAtPeriodEnd = false, DateTime? cancelAt = null) => new()
        {
            Id = id,
            CustomerId = "cus_1",
            CreatedAt = created ?? Noon,
            Status = status,
            PriceId = "price_1",
            Quantity = quantity,
            CurrentPeriodStart = Noon,
            CurrentPeriodEnd = Noon.AddMonths(1),
            CancelAtPeriodEnd = cancelAtPeriodEnd,
            CancelAt = cancelAt,
        };

    public static UserSubscription Subscription(
        SubscriptionStatus status = SubscriptionStatus.Active, string id = "sub_1", DateTime? created = null, Guid? user = null) =>
        UserSubscription.From(user ?? Guid.NewGuid(), SubscriptionSnapshot(status, id, created), Seen());

    public static CheckoutSession Checkout(Guid? user = null, Guid? price = null) => CheckoutSession.Request(
        user ?? Guid.NewGuid(), price ?? Guid.NewGuid(), "price_1", "cus_1", 1, null, true, "https://app.example/done", "https://app.example/plans", "hash", Noon);

    public static CheckoutSessionSnapshot CheckoutSnapshot(CheckoutSessionStatus status = CheckoutSessionStatus.Open, string id = "cs_1") => new()
    {
        Id = id,
        CustomerId = "cus_1",
        CreatedAt = Noon,
        Status = status,
        Url = status == CheckoutSessionStatus.Open ? "https://checkout.example/cs_1" : null,
        ExpiresAt = Noon.AddDays(1),
    };

    public static CustomerSnapshot CustomerSnapshot(string id = "cus_1", string? email = "ada@example.com", string? name = "Ada", bool deleted = false) =>
        new() { Id = id, CreatedAt = Noon, Email = email, Name = name, IsDeleted = deleted };

    public static Customer Customer(Guid? user = null, int generation = 1) =>
        Billing.Domain.Customers.Customer.Request(user ?? Guid.NewGuid(), generation, "ada@example.com", "Ada", Noon);

    public static InvoiceSnapshot InvoiceSnapshot(
        InvoiceStatus status = InvoiceStatus.Paid, string id = "in_1", string? description = "1 × Pro") => new()
        {
            Id = id,
            CustomerId = "cus_1",
            CreatedAt = Noon,
            Status = status,
            SubscriptionId = "sub_1",
            Currency = "usd",
            TotalCents = 1000,
            AmountDueCents = 1000,
            AmountPaidCents = status == InvoiceStatus.Paid ? 1000 : 0,
            Description = description,
        };

    public static Invoice Invoice(InvoiceStatus status = InvoiceStatus.Paid, string id = "in_1", string? description = "1 × Pro", Guid? user = null) =>
        Billing.Domain.Invoices.Invoice.From(user ?? Guid.NewGuid(), InvoiceSnapshot(status, id, description), Seen());

    public static DisputeSnapshot DisputeSnapshot(DisputeStatus status = DisputeStatus.NeedsResponse, string id = "du_1", string? intent = "pi_1") => new()
    {
        Id = id,
        CreatedAt = Noon.AddDays(1),
        ChargeId = "ch_1",
        PaymentIntentId = intent,
        Status = status,
        AmountCents = 1000,
        Currency = "usd",
        Reason = "fraudulent",
    };

    public static Dispute Dispute(DisputeStatus status = DisputeStatus.NeedsResponse, string id = "du_1", Guid? user = null) =>
        Billing.Domain.Disputes.Dispute.From(user ?? Guid.NewGuid(), DisputeSnapshot(status, id), Seen());

    public static RefundSnapshot RefundSnapshot(
        RefundStatus status = RefundStatus.Succeeded, string id = "re_1", long amount = 1000, Guid? ours = null, string? failure = null) => new()
        {
            Id = id,
            CustomerId = "cus_1",
            CreatedAt = Noon.AddDays(1),
            ChargeId = "ch_1",
            PaymentIntentId = "pi_1",
            Status = status,
            AmountCents = amount,
            Currency = "usd",
            MetadataRefundId = ours,
            FailureReason = failure,
        };
}
