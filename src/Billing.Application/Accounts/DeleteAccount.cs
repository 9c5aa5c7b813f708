using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>
/// Closes the signed-in user's account for good: every subscription is ended at Stripe, then everything that is personal is removed.
/// Payments and invoices stay, without the person.
/// </summary>
/// <param name="Password" example="correct horse battery">The account's password, once more.</param>
public sealed record DeleteAccount(string Password) : IRequest;

internal sealed class DeleteAccountValidator : AbstractValidator<DeleteAccount>
{
    public DeleteAccountValidator() => RuleFor(r => r.Password).NotEmpty().WithMessage("Enter your password.")
        .MaximumLength(PasswordRules.MaxLength).WithMessage(PasswordRules.Sentence);
}

internal sealed class DeleteAccountHandler : IRequestHandler<DeleteAccount>
{
    public Task Handle(DeleteAccount request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
