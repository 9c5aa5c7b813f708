namespace Billing.Domain.Refunds;

/// <summary>Stripe's statuses of a refund (https://docs.stripe.com/refunds), and that of one Stripe has not answered for yet.</summary>
public enum RefundStatus
{
    /// <summary>Ordered here; whether Stripe has made it is not known yet.</summary>
    Creating,

    /// <summary>On its way.</summary>
    Pending,

    /// <summary>Waits for the customer, who has to say where the money is to go.</summary>
    RequiresAction,

    /// <summary>Given back, as far as Stripe can tell; the customer's bank may still send it back.</summary>
    Succeeded,

    /// <summary>The money did not arrive and came back to the seller.</summary>
    Failed,

    /// <summary>Taken back before it went out.</summary>
    Canceled,
}
