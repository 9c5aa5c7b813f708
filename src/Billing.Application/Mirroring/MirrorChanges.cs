using Billing.Application.Abstractions;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Mirroring;

/// <summary>
/// What the mirrors changed in one unit of work, as far as other rows follow from it. The consequences are drawn from
/// all that is known when these changes are committed (<see cref="UnitOfWork"/>): so any order of events leads to the same rows.
/// </summary>
public sealed class MirrorChanges
{
    /// <summary>Stripe's ids of intents whose payment, charge or invoice payment changed.</summary>
    public HashSet<string> PaymentIntents { get; } = [];

    /// <summary>Stripe's ids of invoices that changed.</summary>
    public HashSet<string> Invoices { get; } = [];

    /// <summary>Stripe's ids of subscriptions that are new.</summary>
    public HashSet<string> NewSubscriptions { get; } = [];

    /// <summary>Users one of whose subscriptions changed.</summary>
    public HashSet<Guid> Subscribers { get; } = [];

    /// <summary>Stripe's ids of intents one of whose disputes changed.</summary>
    public HashSet<string> DisputedIntents { get; } = [];

    /// <summary>Stripe's ids of refunds that changed.</summary>
    public HashSet<string> Refunds { get; } = [];

    /// <summary>What the operator is to be told once all of it is committed.</summary>
    public HashSet<(OperatorAlert Alert, string SubjectId)> Alerts { get; } = [];

    /// <summary>How many payments each user got.</summary>
    public Dictionary<Guid, int> NewPayments { get; } = [];

    /// <summary>Subscriptions that changed, as they were before this unit of work; null for one that is new.</summary>
    public Dictionary<UserSubscription, SubscriptionTerms?> Subscriptions { get; } = [];

    /// <summary>Payments of which all is known since now.</summary>
    public HashSet<PaymentTransaction> CompletedPayments { get; } = [];

    /// <summary>Invoices that Stripe has tried to collect once more.</summary>
    public HashSet<Invoice> TriedInvoices { get; } = [];

    /// <summary>Stripe's ids of invoices whose payment the customer has to confirm.</summary>
    public HashSet<string> InvoicesToConfirm { get; } = [];

    /// <summary>Stripe's ids of subscriptions whose trial ends in some days.</summary>
    public HashSet<string> EndingTrials { get; } = [];

    /// <summary>By Stripe's ids of subscriptions that are charged in some days, until when the card of each is good (UTC).</summary>
    public Dictionary<string, DateTime> CardsToCharge { get; } = [];

    /// <summary>Notes a subscription that is about to change; as it was first is what counts.</summary>
    public void Changing(UserSubscription subscription) => Subscriptions.TryAdd(subscription, SubscriptionTerms.Of(subscription));

    /// <summary>Counts a payment that is new.</summary>
    public void AddPayment(Guid userId) => NewPayments[userId] = NewPayments.GetValueOrDefault(userId) + 1;

    /// <summary>Forgets everything, before the work is done again.</summary>
    public void Clear()
    {
        PaymentIntents.Clear();
        Invoices.Clear();
        NewSubscriptions.Clear();
        Subscribers.Clear();
        DisputedIntents.Clear();
        Refunds.Clear();
        Alerts.Clear();
        NewPayments.Clear();
        Subscriptions.Clear();
        CompletedPayments.Clear();
        TriedInvoices.Clear();
        InvoicesToConfirm.Clear();
        EndingTrials.Clear();
        CardsToCharge.Clear();
    }
}
