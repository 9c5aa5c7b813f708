using System.Net;
using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Domain.Operations;
using Microsoft.Extensions.Options;

namespace Billing.Application.Emails;

/// <summary>Writes the mails about accounts. A link carries its token after the #, so that it reaches no server's log.</summary>
internal sealed class AccountEmails(IUserAccounts accounts, IOptions<BillingOptions> options)
{
    private string Product => options.Value.ProductName;

    /// <summary>The mail of an outbox row; null when there is nothing to send any more.</summary>
    /// <exception cref="InvalidOperationException">No mail is known by that kind.</exception>
    public async Task<Email?> ComposeAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(message.UserId, cancellationToken) is not { } account)
        {
            return null;
        }

        return message.Kind switch
        {
            EmailKinds.ConfirmEmail => account.EmailConfirmed ? null : await ConfirmationAsync(account, cancellationToken),
            EmailKinds.PasswordReset => await ResetAsync(account, cancellationToken),
            _ => throw new InvalidOperationException($"There is no mail of the kind {message.Kind}."),
        };
    }

    private async Task<Email?> ConfirmationAsync(Account account, CancellationToken cancellationToken) =>
        await accounts.NewEmailTokenAsync(account.Id, cancellationToken) is not { } token ? null : Write(
            account,
            $"Confirm your e-mail address for {Product}",
            $"Confirm that this is your address, so that receipts and notices of {Product} reach you.",
            "Confirm the address",
            LinkTo("confirm-email", account, token),
            "The link works for a day. If you have no account there, ignore this mail.");

    private async Task<Email?> ResetAsync(Account account, CancellationToken cancellationToken) =>
        await accounts.NewPasswordTokenAsync(account.Id, cancellationToken) is not { } token ? null : Write(
            account,
            $"Set a new password for {Product}",
            "Somebody, you we hope, asked to set a new password for your account.",
            "Set a new password",
            LinkTo("reset-password", account, token),
            "The link works once, within an hour. If it was not you, ignore this mail: your password stays as it is.");

    private string LinkTo(string page, Account account, string token) =>
        $"{options.Value.AppOrigin()}/{page}#user={account.Id}&token={Uri.EscapeDataString(token)}";

    private Email Write(Account account, string subject, string sentence, string action, string link, string note)
    {
        string hello = account.Name is { } name ? $"Hello {name}," : "Hello,";
        string text = $"{hello}\n\n{sentence}\n\n{action}:\n{link}\n\n{note}\n\n{Product}\n";
        string html = $"""
            <!doctype html>
            <html lang="en"><body style="margin:0;padding:32px 16px;background:#f6f7f9;color:#14171c;font:16px/24px system-ui,sans-serif">
            <div style="max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e1e4e9;border-radius:12px">
            <p style="margin:0 0 16px;font-weight:600">{Encode(Product)}</p>
            <p style="margin:0 0 16px">{Encode(hello)}</p>
            <p style="margin:0 0 24px">{Encode(sentence)}</p>
            <p style="margin:0 0 24px"><a href="{Encode(link)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#2350d2;color:#ffffff;text-decoration:none;font-weight:500">{Encode(action)}</a></p>
            <p style="margin:0 0 16px;font-size:13px;line-height:20px;color:#4d5562">{Encode(note)}</p>
            <p style="margin:0;font-size:13px;line-height:20px;color:#4d5562;word-break:break-all">{Encode(link)}</p>
            </div></body></html>
            """;
        return new Email(account.Email, subject, text, html);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
