using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Domain.Operations;

namespace Billing.Application.Emails;

/// <summary>
/// What a mail in the outbox is about: ids, amounts and moments of what happened, and nothing that is personal. The rest, the address
/// above all, is read when the mail is sent. Which of these a mail has is a matter of its kind.
/// </summary>
internal sealed record EmailModel
{
    /// <summary>As it stands in the database.</summary>
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Our id of a payment.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>Our id of a refund.</summary>
    public Guid? RefundId { get; init; }

    /// <summary>Our id of an invoice.</summary>
    public Guid? InvoiceId { get; init; }

    /// <summary>The number of the attempt to collect the invoice.</summary>
    public long? Attempt { get; init; }

    /// <summary>Our id of a subscription.</summary>
    public Guid? SubscriptionId { get; init; }

    /// <summary>What happened to the subscription.</summary>
    public SubscriptionNews? News { get; init; }

    /// <summary>Our id of the price that the subscription has since.</summary>
    public Guid? PlanPriceId { get; init; }

    /// <summary>Units of that price.</summary>
    public long? Quantity { get; init; }

    /// <summary>When what is told of happens or happened (UTC).</summary>
    public DateTime? At { get; init; }

    /// <summary>An amount, in minor units.</summary>
    public long? AmountCents { get; init; }

    /// <summary>Lowercase ISO 4217 code of the amount.</summary>
    public string? Currency { get; init; }

    /// <summary>The model of a mail.</summary>
    public static EmailModel Of(EmailMessage message) => JsonSerializer.Deserialize<EmailModel>(message.Model, Format)!;

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);
}

/// <summary>What can happen to a subscription that its user is told about.</summary>
internal enum SubscriptionNews
{
    /// <summary>It began with a trial.</summary>
    TrialStarted,

    /// <summary>It has another plan, another interval or another number of seats.</summary>
    Changed,

    /// <summary>Its end was taken back.</summary>
    GoesOn,

    /// <summary>It is going to end.</summary>
    WillEnd,

    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>It lived beside the one that counts, and has ended.</summary>
    DuplicateEnded,
}
