using Billing.Application.Abstractions;
using Billing.Domain.Operations;

namespace Billing.Application.Emails;

/// <summary>Writes the mails of the outbox, each from what is true when it is sent.</summary>
internal sealed class EmailComposer(
    IUserAccounts accounts, AccountEmailTexts ofAccount, PaymentEmailTexts ofPayment, SubscriptionEmailTexts ofSubscription, EmailRenderer renderer)
{
    /// <summary>The mail of an outbox row; null when there is nothing to send any more, or nobody to send it to.</summary>
    /// <exception cref="InvalidOperationException">No mail is known by that kind.</exception>
    public async Task<Email?> ComposeAsync(EmailMessage message, CancellationToken cancellationToken) =>
        await accounts.FindAsync(message.UserId, cancellationToken) is { } account
        && await WriteAsync(message, account, cancellationToken) is { } text
            ? renderer.Render(text, account)
            : null;

    private Task<EmailText?> WriteAsync(EmailMessage message, Account account, CancellationToken cancellationToken) => message.Kind switch
    {
        EmailKinds.Welcome => ofAccount.WelcomeAsync(account, cancellationToken),
        EmailKinds.ConfirmEmail => ofAccount.ConfirmationAsync(account, cancellationToken),
        EmailKinds.PasswordReset => ofAccount.PasswordResetAsync(account, cancellationToken),
        EmailKinds.Receipt => ofPayment.ReceiptAsync(message, cancellationToken),
        EmailKinds.Refunded => ofPayment.RefundedAsync(message, cancellationToken),
        EmailKinds.PaymentFailed => ofPayment.FailedAsync(message, cancellationToken),
        EmailKinds.PaymentActionRequired => ofPayment.ToConfirmAsync(message, cancellationToken),
        EmailKinds.CardExpiring => ofPayment.CardExpiringAsync(message, cancellationToken),
        EmailKinds.TrialEnding => ofSubscription.TrialEndingAsync(message, cancellationToken),
        EmailKinds.SubscriptionChanged => ofSubscription.ChangedAsync(message, cancellationToken),
        EmailKinds.SubscriptionCanceled => ofSubscription.CanceledAsync(message, cancellationToken),
        _ => throw new InvalidOperationException($"There is no mail of the kind {message.Kind}."),
    };
}
