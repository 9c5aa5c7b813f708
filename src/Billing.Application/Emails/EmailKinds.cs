namespace Billing.Application.Emails;

/// <summary>The kinds of mails in the outbox.</summary>
internal static class EmailKinds
{
    /// <summary>The link that confirms an address.</summary>
    public const string ConfirmEmail = "confirm_email";

    /// <summary>The link that sets a new password.</summary>
    public const string PasswordReset = "password_reset";
}
