namespace Billing.Application.Emails;

/// <summary>The kinds of mails in the outbox. There is one mail of a kind about a subject, whatever happens how often.</summary>
internal static class EmailKinds
{
    /// <summary>An account was opened; with the link that confirms the address.</summary>
    public const string Welcome = "welcome";

    /// <summary>The link that confirms an address.</summary>
    public const string ConfirmEmail = "confirm_email";

    /// <summary>The link that sets a new password.</summary>
    public const string PasswordReset = "password_reset";

    /// <summary>Money was paid; the subject is the payment intent.</summary>
    public const string Receipt = "receipt";

    /// <summary>An attempt to collect an invoice failed; the subject is the invoice and the number of the attempt.</summary>
    public const string PaymentFailed = "payment_failed";

    /// <summary>The bank wants the customer to confirm a payment; the subject is the invoice and the number of the attempt.</summary>
    public const string PaymentActionRequired = "payment_action_required";

    /// <summary>The card is no longer good at the next renewal; the subject is the subscription and the month in which the card ends.</summary>
    public const string CardExpiring = "card_expiring";

    /// <summary>A trial ends in some days; the subject is the subscription and the end.</summary>
    public const string TrialEnding = "trial_ending";

    /// <summary>A trial began, the plan or the seats changed, or an end was taken back; the subject is the subscription and its version.</summary>
    public const string SubscriptionChanged = "subscription_changed";

    /// <summary>A subscription is going to end or has ended; the subject is the subscription and which of the two.</summary>
    public const string SubscriptionCanceled = "subscription_canceled";

    /// <summary>Money went back; the subject is the refund.</summary>
    public const string Refunded = "refunded";
}
