using Billing.Application.Abstractions;
using Billing.Application.Emails;
using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Sends a link to set a new password. Nothing tells whether the address has an account.</summary>
/// <param name="Email" example="ada@example.com">The address of the account.</param>
public sealed record RequestPasswordReset(string Email) : IRequest;

internal sealed class RequestPasswordResetValidator : AbstractValidator<RequestPasswordReset>
{
    public RequestPasswordResetValidator() => RuleFor(r => r.Email).EmailAddressOfOnePerson();
}

internal sealed class RequestPasswordResetHandler(IUserAccounts accounts, EmailOutbox outbox, TimeProvider time)
    : IRequestHandler<RequestPasswordReset>
{
    /// <summary>Longer than the work takes: every answer takes this long, so that its time does not tell who has an account.</summary>
    private static readonly TimeSpan AnswerAfter = TimeSpan.FromMilliseconds(300);

    public async Task Handle(RequestPasswordReset request, CancellationToken cancellationToken)
    {
        Task wait = Task.Delay(AnswerAfter, time, cancellationToken);
        if (await accounts.FindByEmailAsync(request.Email.Trim(), cancellationToken) is { } account)
        {
            await outbox.AddLinkAsync(account.Id, EmailKinds.PasswordReset, cancellationToken);
        }

        await wait;
    }
}
