using Billing.Application.Abstractions;
using Billing.Application.Errors;
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

internal sealed class DeleteAccountHandler(ICurrentUser user, IUserAccounts accounts, AccountDeparture departure, IAccountErasure erasure)
    : IRequestHandler<DeleteAccount>
{
    /// <summary>A checkout that is paid while the account is being closed makes another subscription to end.</summary>
    private const int MaxTries = 3;

    public async Task Handle(DeleteAccount request, CancellationToken cancellationToken)
    {
        Account account = await accounts.FindAsync(user.Id, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.Unauthenticated, "account_closed", "This account is closed.");
        if (await accounts.SignInAsync(account.Email, request.Password, cancellationToken) is null)
        {
            throw new BillingException(BillingErrorKind.Forbidden, "wrong_password", "The password is wrong.") { Field = nameof(request.Password) };
        }

        for (int attempt = 1; attempt <= MaxTries; attempt++)
        {
            await departure.LeaveAsync(user.Id, cancellationToken);
            if (await erasure.TryEraseAsync(user.Id, cancellationToken))
            {
                return;
            }
        }

        throw new BillingException(
            BillingErrorKind.Conflict, "account_in_use", "A subscription is just being begun with this account. Try again in a moment.");
    }
}
