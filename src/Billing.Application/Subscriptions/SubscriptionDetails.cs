using AutoMapper;
using Billing.Application.Plans;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>What a user is subscribed to; the free plan when to nothing else.</summary>
/// <param name="Id">Our id of the subscription; null on the free plan.</param>
/// <param name="Plan">The plan; null when the subscription's price belongs to none of ours.</param>
/// <param name="Price">What it costs; null on the free plan, or when the price is none of ours.</param>
/// <param name="Status">Stripe's status; null on the free plan.</param>
/// <param name="Quantity">Units of the price.</param>
/// <param name="CurrentPeriodStart">Start of the period that is paid or being paid (UTC).</param>
/// <param name="CurrentPeriodEnd">End of the period that is paid or being paid (UTC).</param>
/// <param name="CancelAtPeriodEnd">It ends when the period does.</param>
/// <param name="CancelAt">The moment at which it is going to end (UTC); null for none.</param>
/// <param name="TrialEnd">End of the trial (UTC); null without one.</param>
public sealed record SubscriptionDetails(
    Guid? Id,
    SubscribedPlan? Plan,
    PlanPriceDetails? Price,
    SubscriptionStatus? Status,
    long Quantity,
    DateTime? CurrentPeriodStart,
    DateTime? CurrentPeriodEnd,
    bool CancelAtPeriodEnd,
    DateTime? CancelAt,
    DateTime? TrialEnd)
{
    /// <summary>When somebody asked for its end (UTC); null for never.</summary>
    public DateTime? CanceledAt { get; init; }

    /// <summary>When it ended (UTC); null while it lives.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Whether what the plan entitles to can be used now.</summary>
    public bool HasAccess { get; init; }

    /// <summary>A payment failed, and the days of grace are not over.</summary>
    public bool IsInGrace { get; init; }

    /// <summary>When access ends as things stand (UTC): with the period when it was cancelled, with the grace when a payment failed; null: not foreseen.</summary>
    public DateTime? AccessUntil { get; init; }

    /// <summary>No payments are collected for the time being.</summary>
    public bool CollectionPaused { get; init; }

    /// <summary>When payments are collected again (UTC); null: when somebody resumes it.</summary>
    public DateTime? CollectionResumesAt { get; init; }

    /// <summary>A change that is planned, or waits for its payment; null for none.</summary>
    public PendingPlanChange? PendingChange { get; init; }

    /// <summary>What makes it cheaper; null for nothing.</summary>
    public SubscriptionDiscount? Discount { get; init; }

    /// <summary>The invoice that waits to be paid; null for none.</summary>
    public OpenInvoice? OpenInvoice { get; init; }

    /// <summary>Whether the next checkout would begin with a trial, where the price has one. Everybody gets one trial.</summary>
    public bool TrialAvailable { get; init; }
}

/// <summary>The plan of a subscription.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Code">The stable short name, <c>pro</c> for example.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Features">What it entitles to.</param>
public sealed record SubscribedPlan(Guid Id, string Code, string Name, string? Description, IReadOnlyList<string> Features)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Plan, SubscribedPlan>();
    }
}

/// <summary>A change of plan or quantity that has not taken effect.</summary>
/// <param name="Plan">The plan then; null when the price is none of ours.</param>
/// <param name="Price">What it costs then; null when the price is none of ours.</param>
/// <param name="Quantity">Units of the price then.</param>
/// <param name="TakesEffectAt">When it takes effect (UTC); null while it waits for its payment.</param>
/// <param name="AwaitsPayment">It takes effect as soon as the open invoice is paid.</param>
/// <param name="ExpiresAt">When a change that waits for its payment is given up (UTC); null for a planned one.</param>
public sealed record PendingPlanChange(
    SubscribedPlan? Plan, PlanPriceDetails? Price, long Quantity, DateTime? TakesEffectAt, bool AwaitsPayment, DateTime? ExpiresAt);

/// <summary>What makes a subscription cheaper; of percent and amount one is set.</summary>
/// <param name="Name">The name people read; null when it has none.</param>
/// <param name="PercentOff">Percent off each invoice.</param>
/// <param name="AmountOffCents">Amount off each invoice, in minor units of the currency.</param>
/// <param name="Currency">Lowercase ISO 4217 code of the amount.</param>
/// <param name="EndsAt">When it ends (UTC); null when it lasts.</param>
public sealed record SubscriptionDiscount(string? Name, decimal? PercentOff, long? AmountOffCents, string? Currency, DateTime? EndsAt);

/// <summary>An invoice that waits to be paid.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Number">The number on the invoice.</param>
/// <param name="AmountDueCents">What is to be paid, in minor units.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="HostedInvoiceUrl">Stripe's page on which it can be paid or confirmed.</param>
/// <param name="NextPaymentAttempt">When Stripe tries again by itself (UTC); null for never.</param>
/// <param name="NeedsConfirmation">The bank asks the payer to confirm (3-D Secure); the hosted page leads there.</param>
public sealed record OpenInvoice(
    Guid Id, string? Number, long AmountDueCents, string Currency, string? HostedInvoiceUrl, DateTime? NextPaymentAttempt, bool NeedsConfirmation);
