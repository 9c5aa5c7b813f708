using Billing.Application.Abstractions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>
/// Confirms that the address of an account is its owner's, with the link of the mail. Nothing is withheld from an account whose address
/// is not confirmed: people pay first and read mails later.
/// </summary>
/// <param name="UserId" example="019b2f1e-7c00-7000-8000-000000000001">The <c>user</c> of the link.</param>
/// <param name="Token" example="CfDJ8…">The <c>token</c> of the link.</param>
public sealed record ConfirmEmail(Guid UserId, string Token) : IRequest;

internal sealed class ConfirmEmailValidator : AbstractValidator<ConfirmEmail>
{
    public ConfirmEmailValidator() => RuleFor(r => r.Token).NotEmpty().MaximumLength(MailedTokens.MaxLength);
}

internal sealed class ConfirmEmailHandler(IUserAccounts accounts) : IRequestHandler<ConfirmEmail>
{
    public async Task Handle(ConfirmEmail request, CancellationToken cancellationToken)
    {
        if (!await accounts.ConfirmEmailAsync(request.UserId, request.Token, cancellationToken))
        {
            throw MailedTokens.Refused();
        }
    }
}
