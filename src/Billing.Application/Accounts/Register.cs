using Billing.Application.Abstractions;
using Billing.Application.Emails;
using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Opens an account and signs its owner in.</summary>
/// <param name="Email" example="ada@example.com">The address; one account each.</param>
/// <param name="Password" example="correct horse battery">8 to 128 characters of any kind.</param>
/// <param name="Name" example="Ada Lovelace">The name on invoices; may be left out.</param>
public sealed record Register(string Email, string Password, string? Name = null) : IRequest<SignedIn>;

internal sealed class RegisterValidator : AbstractValidator<Register>
{
    private const int MaxNameLength = 100;

    public RegisterValidator()
    {
        RuleFor(r => r.Email).EmailAddressOfOnePerson();
        RuleFor(r => r.Password).Must(PasswordRules.HasGoodLength).WithMessage(PasswordRules.Sentence);
        RuleFor(r => r.Name)
            .Must(name => name is null || (name.Trim().Length <= MaxNameLength && !name.Any(char.IsControl)))
            .WithMessage($"A name has at most {MaxNameLength} characters and no control characters.");
    }
}

internal sealed class RegisterHandler(IUserAccounts accounts, SignInSession session, EmailOutbox outbox) : IRequestHandler<Register, SignedIn>
{
    public async Task<SignedIn> Handle(Register request, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? null : request.Name.Trim();
        var account = await accounts.CreateAsync(request.Email.Trim(), name, request.Password, outbox.Welcome, cancellationToken);
        return await session.BeginAsync(account, cancellationToken);
    }
}
