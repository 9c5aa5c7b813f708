using Billing.Application.Abstractions;
using Billing.Application.Options;
using Microsoft.Extensions.Options;

namespace Billing.Application.Emails;

/// <summary>
/// What the mails about accounts say. A link is made when the mail is sent, and carries its token after the #, so that it reaches no
/// server's log.
/// </summary>
internal sealed class AccountEmailTexts(IUserAccounts accounts, IOptions<BillingOptions> options)
{
    /// <summary>The first mail: the link is left out when the address is confirmed already.</summary>
    public async Task<EmailText?> WelcomeAsync(Account account, CancellationToken cancellationToken) => new("welcome", new Dictionary<string, string?>
    {
        ["link"] = account.EmailConfirmed ? null : await ConfirmationLinkAsync(account, cancellationToken),
        ["app"] = options.Value.AppOrigin(),
    });

    /// <summary>The link that confirms the address; null when it is confirmed.</summary>
    public async Task<EmailText?> ConfirmationAsync(Account account, CancellationToken cancellationToken) =>
        !account.EmailConfirmed && await ConfirmationLinkAsync(account, cancellationToken) is { } link
            ? new EmailText("confirm_email", new Dictionary<string, string?> { ["link"] = link })
            : null;

    /// <summary>The link that sets a new password.</summary>
    public async Task<EmailText?> PasswordResetAsync(Account account, CancellationToken cancellationToken) =>
        await accounts.NewPasswordTokenAsync(account.Id, cancellationToken) is { } token
            ? new EmailText("password_reset", new Dictionary<string, string?> { ["link"] = LinkTo("reset-password", account, token) })
            : null;

    private async Task<string?> ConfirmationLinkAsync(Account account, CancellationToken cancellationToken) =>
        await accounts.NewEmailTokenAsync(account.Id, cancellationToken) is { } token ? LinkTo("confirm-email", account, token) : null;

    private string LinkTo(string page, Account account, string token) =>
        $"{options.Value.AppOrigin()}/{page}#user={account.Id}&token={Uri.EscapeDataString(token)}";
}
