namespace Billing.Application.Abstractions;

/// <summary>Something that only a person can mend.</summary>
public enum OperatorAlert
{
    /// <summary>A user has a second live subscription; the subject is Stripe's id of it.</summary>
    DuplicateSubscription,

    /// <summary>A subscription has a price that is none of ours; the subject is Stripe's id of the price.</summary>
    UnknownPrice,

    /// <summary>An event was given up after its last attempt; the subject is its id.</summary>
    DeadEvent,

    /// <summary>A bank questions a payment, and takes evidence for some days only; the subject is Stripe's id of the dispute.</summary>
    DisputeOpened,

    /// <summary>A bank decided for the payer; the subject is Stripe's id of the dispute.</summary>
    DisputeLost,

    /// <summary>A refund came back: the customer has not got the money; the subject is Stripe's id of the refund.</summary>
    RefundFailed,
}

/// <summary>Tells the operator.</summary>
public interface IOperatorAlerts
{
    /// <summary>Raises an alert; never throws.</summary>
    /// <param name="alert">What it is.</param>
    /// <param name="subjectId">What it is about: an id, no personal data.</param>
    void Raise(OperatorAlert alert, string subjectId);
}
