using Billing.Application.Abstractions;
using Billing.Application.Errors;
using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Signs in with address and password.</summary>
/// <param name="Email" example="ada@example.com">The address of the account.</param>
/// <param name="Password" example="correct horse battery">Its password.</param>
public sealed record Login(string Email, string Password) : IRequest<SignedIn>;

internal sealed class LoginValidator : AbstractValidator<Login>
{
    public LoginValidator()
    {
        RuleFor(r => r.Email).NotEmpty().WithMessage("Enter your e-mail address.");
        RuleFor(r => r.Password).NotEmpty().WithMessage("Enter your password.")
            .MaximumLength(PasswordRules.MaxLength).WithMessage(PasswordRules.Sentence);
    }
}

internal sealed class LoginHandler(IUserAccounts accounts, SignInSession session) : IRequestHandler<Login, SignedIn>
{
    public async Task<SignedIn> Handle(Login request, CancellationToken cancellationToken)
    {
        var account = await accounts.SignInAsync(request.Email.Trim(), request.Password, cancellationToken)
            ?? throw new BillingException(
                BillingErrorKind.Unauthenticated, "invalid_credentials", "The e-mail address or the password is wrong.");
        return await session.BeginAsync(account, cancellationToken);
    }
}
