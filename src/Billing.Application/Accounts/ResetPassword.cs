using Billing.Application.Abstractions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Sets a new password with the link of the mail, and ends every session of the account.</summary>
/// <param name="UserId" example="019b2f1e-7c00-7000-8000-000000000001">The <c>user</c> of the link.</param>
/// <param name="Token" example="CfDJ8…">The <c>token</c> of the link; works once, and for an hour.</param>
/// <param name="Password" example="correct horse battery">The new password: 8 to 128 characters of any kind.</param>
public sealed record ResetPassword(Guid UserId, string Token, string Password) : IRequest;

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator()
    {
        RuleFor(r => r.Token).NotEmpty().MaximumLength(MailedTokens.MaxLength);
        RuleFor(r => r.Password).Must(PasswordRules.HasGoodLength).WithMessage(PasswordRules.Sentence);
    }
}

internal sealed class ResetPasswordHandler(IUserAccounts accounts, IRefreshTokens refreshTokens) : IRequestHandler<ResetPassword>
{
    public async Task Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        if (!await accounts.ResetPasswordAsync(request.UserId, request.Token, request.Password, cancellationToken))
        {
            throw MailedTokens.Refused();
        }

        // Whoever knew the old password may hold a session.
        await refreshTokens.RevokeAllAsync(request.UserId, cancellationToken);
    }
}
