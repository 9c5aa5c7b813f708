using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// Reads Stripe's JSON into snapshots. Payloads of events and answers of the API both go through here, so that the same object
/// cannot come to mean two things depending on the way it came.
/// </summary>
internal sealed class StripeObjectReader : IStripePayloadReader
{
    private const string DefaultMethod = "default_payment_method";

    private static readonly Dictionary<Type, Func<JsonElement, StripeSnapshot>> Readers = new()
    {
        [typeof(CustomerSnapshot)] = ReadCustomer,
        [typeof(PaymentIntentSnapshot)] = ReadPaymentIntent,
        [typeof(ChargeSnapshot)] = ReadCharge,
        [typeof(SubscriptionSnapshot)] = ReadSubscription,
        [typeof(SubscriptionScheduleSnapshot)] = ReadSubscriptionSchedule,
        [typeof(InvoiceSnapshot)] = ReadInvoice,
        [typeof(InvoicePaymentSnapshot)] = ReadInvoicePayment,
        [typeof(CheckoutSessionSnapshot)] = ReadCheckoutSession,
        [typeof(RefundSnapshot)] = StripeMoneyReader.ReadRefund,
        [typeof(DisputeSnapshot)] = StripeMoneyReader.ReadDispute,
    };

    /// <inheritdoc />
    public TSnapshot Read<TSnapshot>(StripeEvent stripeEvent)
        where TSnapshot : StripeSnapshot
    {
        using JsonDocument envelope = ParseEnvelope(stripeEvent);
        return Read<TSnapshot>(ObjectOf(envelope, stripeEvent));
    }

    /// <inheritdoc />
    public bool HasNewDefaultMethod(StripeEvent stripeEvent)
    {
        using JsonDocument envelope = ParseEnvelope(stripeEvent);
        StripeNode customer = StripeNode.Of(ObjectOf(envelope, stripeEvent), "customer");
        StripeNode? before = StripeNode.Of(envelope.RootElement, "event").Child("data")?.Child("previous_attributes")?.Child("invoice_settings");
        return before is { } known && customer.Child("invoice_settings")?.IdOf(DefaultMethod) is { } now
            && known.Has(DefaultMethod) && known.IdOf(DefaultMethod) != now;
    }

    /// <summary>Reads one API object.</summary>
    /// <exception cref="FormatException">It is not of that kind, or has a value this version does not know.</exception>
    public static TSnapshot Read<TSnapshot>(JsonElement element)
        where TSnapshot : StripeSnapshot => (TSnapshot)Readers[typeof(TSnapshot)](element);

    private static JsonElement ObjectOf(JsonDocument envelope, StripeEvent stripeEvent) =>
        envelope.RootElement is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("object", out JsonElement element)
            ? element
            : throw new FormatException($"Event {stripeEvent.Id} carries no object.");

    private static JsonDocument ParseEnvelope(StripeEvent stripeEvent)
    {
        if (stripeEvent.Payload.IsEmpty)
        {
            throw new FormatException($"The payload of {stripeEvent.Id} is no longer stored.");
        }

        try
        {
            return JsonDocument.Parse(EventEnvelope.JsonOf(stripeEvent.Payload));
        }
        catch (JsonException e)
        {
            throw new FormatException($"Event {stripeEvent.Id} is not JSON.", e);
        }
    }

    private static CustomerSnapshot ReadCustomer(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "customer");
        string id = o.RequiredText("id");
        if (o.Flag("deleted"))
        {
            // The stub of a deleted customer has nothing but its id.
            return new CustomerSnapshot { Id = id, CustomerId = id, CreatedAt = DateTime.UnixEpoch, IsDeleted = true };
        }

        return new CustomerSnapshot
        {
            Id = id,
            CustomerId = id,
            MetadataUserId = o.MetadataUserId(),
            CreatedAt = o.RequiredTime("created"),
            HasTestClock = o.IdOf("test_clock") is not null,
            Email = o.Text("email"),
            Name = o.Text("name"),
        };
    }

    private static PaymentIntentSnapshot ReadPaymentIntent(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "payment_intent");
        return new PaymentIntentSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            MetadataUserId = o.MetadataUserId(),
            CreatedAt = o.RequiredTime("created"),
            Status = StripeStatuses.PaymentIntent(o),
            AmountCents = o.RequiredNumber("amount"),
            Currency = o.RequiredText("currency"),
            Description = o.Text("description"),
            LastError = o.Child("last_payment_error")?.Text("message"),
            Metadata = o.Metadata(),
            ClientSecret = o.Text("client_secret"),
        };
    }

    private static ChargeSnapshot ReadCharge(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "charge");
        StripeNode? method = o.Child("payment_method_details");
        string? type = method?.Text("type");
        StripeNode? details = type is null ? null : method?.Child(type);
        return new ChargeSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            MetadataUserId = o.MetadataUserId(),
            CreatedAt = o.RequiredTime("created"),
            PaymentIntentId = o.IdOf("payment_intent"),
            Status = StripeStatuses.Charge(o),
            AmountCents = o.RequiredNumber("amount"),
            AmountRefundedCents = o.RequiredNumber("amount_refunded"),
            Currency = o.RequiredText("currency"),
            PaymentMethod = details?.Text("brand") ?? type,
            PaymentMethodLast4 = details?.Text("last4"),
            CardExpiresAt = details is { } card ? StripeCards.ExpiryOf(card) : null,
            FailureMessage = o.Text("failure_message"),
            ReceiptUrl = o.Text("receipt_url"),
        };
    }

    private static SubscriptionSnapshot ReadSubscription(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "subscription");
        StripeNode item = o.FirstOf("items") ?? throw new FormatException($"Subscription {o.RequiredText("id")} has no items.");

        // Until 2025-03-31.basil the period was the subscription's own; an event of that train is still to be read far enough to be fetched.
        return new SubscriptionSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            MetadataUserId = o.MetadataUserId(),
            CreatedAt = o.RequiredTime("created"),
            HasTestClock = o.IdOf("test_clock") is not null,
            Status = StripeStatuses.Subscription(o),
            PriceId = item.RequiredIdOf("price"),
            Quantity = item.Number("quantity") ?? 1,
            CurrentPeriodStart = item.Time("current_period_start") ?? o.RequiredTime("current_period_start"),
            CurrentPeriodEnd = item.Time("current_period_end") ?? o.RequiredTime("current_period_end"),
            CancelAtPeriodEnd = o.Flag("cancel_at_period_end"),
            CancelAt = o.Time("cancel_at"),
            CanceledAt = o.Time("canceled_at"),
            EndedAt = o.Time("ended_at"),
            TrialEnd = o.Time("trial_end"),
            ItemId = item.Text("id"),
            LatestInvoiceId = o.IdOf("latest_invoice"),
            ScheduleId = o.IdOf("schedule"),
            CollectionPaused = o.Child("pause_collection") is not null,
            CollectionResumesAt = o.Child("pause_collection")?.Time("resumes_at"),
            PendingUpdate = o.Child("pending_update") is { } update ? SubscriptionParts.PendingUpdateOf(update, item) : null,
            DiscountId = o.FirstIdOf("discounts"),
            Discount = o.Entries("discounts").Select(SubscriptionParts.DiscountOf).FirstOrDefault(),
        };
    }

    private static SubscriptionScheduleSnapshot ReadSubscriptionSchedule(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "subscription_schedule");
        return new SubscriptionScheduleSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            MetadataUserId = o.MetadataUserId(),
            CreatedAt = o.RequiredTime("created"),
            HasTestClock = o.IdOf("test_clock") is not null,
            IsOver = StripeStatuses.IsScheduleOver(o),
            SubscriptionId = o.IdOf("subscription") ?? o.IdOf("released_subscription"),
            Next = SubscriptionParts.NextPhaseOf(o),
        };
    }

    private static InvoiceSnapshot ReadInvoice(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "invoice");
        StripeNode? subscription = o.Child("parent")?.Child("subscription_details");
        return new InvoiceSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            BillingReason = o.Text("billing_reason"),
            MetadataUserId = o.MetadataUserId() ?? subscription?.MetadataUserId(),
            CreatedAt = o.RequiredTime("created"),
            HasTestClock = o.IdOf("test_clock") is not null,
            Status = StripeStatuses.Invoice(o),
            Number = o.Text("number"),
            SubscriptionId = subscription?.IdOf("subscription"),
            Currency = o.RequiredText("currency"),
            SubtotalCents = o.RequiredNumber("subtotal"),
            DiscountCents = o.SumOf("total_discount_amounts", "amount"),
            TaxCents = o.SumOf("total_taxes", "amount"),
            TotalCents = o.RequiredNumber("total"),
            AmountDueCents = o.RequiredNumber("amount_due"),
            AmountPaidCents = o.RequiredNumber("amount_paid"),
            Description = o.Text("description") ?? DescribedByLines(o),
            HostedInvoiceUrl = o.Text("hosted_invoice_url"),
            InvoicePdf = o.Text("invoice_pdf"),
            PaidAt = o.Child("status_transitions")?.Time("paid_at"),
            NextPaymentAttempt = o.Time("next_payment_attempt"),
            AttemptCount = o.Number("attempt_count") ?? 0,
        };
    }

    /// <summary>The invoice of an upgrade begins with the credit for what it replaces: that is not what is paid for.</summary>
    private static string? DescribedByLines(StripeNode invoice) =>
        (invoice.AllOf("lines").Cast<StripeNode?>().FirstOrDefault(line => line?.Number("amount") is >= 0) ?? invoice.FirstOf("lines"))
        ?.Text("description");

    private static InvoicePaymentSnapshot ReadInvoicePayment(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "invoice_payment");
        return new InvoicePaymentSnapshot
        {
            Id = o.RequiredText("id"),
            CreatedAt = o.RequiredTime("created"),
            InvoiceId = o.RequiredIdOf("invoice"),
            PaymentIntentId = o.Child("payment")?.IdOf("payment_intent"),
            Status = StripeStatuses.InvoicePayment(o),
            AmountPaidCents = o.Number("amount_paid"),
        };
    }

    private static CheckoutSessionSnapshot ReadCheckoutSession(JsonElement element)
    {
        StripeNode o = StripeNode.Of(element, "checkout.session");
        return new CheckoutSessionSnapshot
        {
            Id = o.RequiredText("id"),
            CustomerId = o.IdOf("customer"),
            MetadataUserId = o.MetadataUserId() ?? (Guid.TryParse(o.Text("client_reference_id"), out Guid user) ? user : null),
            CreatedAt = o.RequiredTime("created"),
            Status = StripeStatuses.CheckoutSession(o),
            Url = o.Text("url"),
            ExpiresAt = o.RequiredTime("expires_at"),
            SubscriptionId = o.IdOf("subscription"),
            InvoiceId = o.IdOf("invoice"),
            PaymentIntentId = o.IdOf("payment_intent"),
        };
    }
}
