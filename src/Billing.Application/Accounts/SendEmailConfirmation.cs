using Billing.Application.Abstractions;
using Billing.Application.Emails;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Sends the signed-in user the link that confirms the address once more; nothing is sent when it is confirmed.</summary>
public sealed record SendEmailConfirmation : IRequest;

internal sealed class SendEmailConfirmationHandler(ICurrentUser user, IUserAccounts accounts, EmailOutbox outbox)
    : IRequestHandler<SendEmailConfirmation>
{
    public async Task Handle(SendEmailConfirmation request, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(user.Id, cancellationToken) is { EmailConfirmed: false } account)
        {
            await outbox.AddLinkAsync(account.Id, EmailKinds.ConfirmEmail, cancellationToken);
        }
    }
}
