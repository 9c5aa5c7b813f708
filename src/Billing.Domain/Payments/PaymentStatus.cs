namespace Billing.Domain.Payments;

/// <summary>What a payment is to its user; always computed from the facets, never set.</summary>
public enum PaymentStatus
{
    /// <summary>Begun, not decided.</summary>
    Pending,

    /// <summary>Paid.</summary>
    Succeeded,

    /// <summary>The latest attempt failed; another may follow.</summary>
    Failed,

    /// <summary>Given up before it was paid.</summary>
    Canceled,

    /// <summary>Paid back in full.</summary>
    Refunded,

    /// <summary>Paid back in part.</summary>
    PartiallyRefunded,

    /// <summary>The bank took it back, or is about to.</summary>
    Disputed,
}

/// <summary>Stripe's statuses of a payment intent (https://docs.stripe.com/payments/paymentintents/lifecycle).</summary>
public enum PaymentIntentStatus
{
    /// <summary>Waits for a payment method: new, or after a failed attempt.</summary>
    RequiresPaymentMethod,

    /// <summary>Waits to be confirmed.</summary>
    RequiresConfirmation,

    /// <summary>Waits for the customer, 3-D Secure for example.</summary>
    RequiresAction,

    /// <summary>Waits for the bank.</summary>
    Processing,

    /// <summary>Authorised; waits to be captured.</summary>
    RequiresCapture,

    /// <summary>Given up; terminal.</summary>
    Canceled,

    /// <summary>Paid; terminal.</summary>
    Succeeded,
}

/// <summary>Stripe's statuses of a charge.</summary>
public enum ChargeStatus
{
    /// <summary>Waits for the bank.</summary>
    Pending,

    /// <summary>Refused.</summary>
    Failed,

    /// <summary>Paid.</summary>
    Succeeded,
}
