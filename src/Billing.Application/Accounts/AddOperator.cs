using System.Security.Cryptography;
using Billing.Application.Abstractions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Makes somebody an operator; opens the account when the address has none. Only the command line asks for this.</summary>
/// <param name="Email">The address.</param>
public sealed record AddOperator(string Email) : IRequest<AddedOperator>;

/// <summary>What became of it.</summary>
/// <param name="Account">The operator's account, as it was before the role was given.</param>
/// <param name="GeneratedPassword">The password of a new account, to be shown once; null when the account was there.</param>
public sealed record AddedOperator(Account Account, string? GeneratedPassword);

internal sealed class AddOperatorValidator : AbstractValidator<AddOperator>
{
    public AddOperatorValidator() => RuleFor(r => r.Email).EmailAddressOfOnePerson();
}

internal sealed class AddOperatorHandler(IUserAccounts accounts) : IRequestHandler<AddOperator, AddedOperator>
{
    /// <summary>24 of 31 characters that cannot be mistaken for each other: 118 bits.</summary>
    private const int PasswordLength = 24;
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<AddedOperator> Handle(AddOperator request, CancellationToken cancellationToken)
    {
        var email = request.Email.Trim();
        var account = await accounts.FindByEmailAsync(email, cancellationToken);
        string? password = null;
        if (account is null)
        {
            password = RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength);
            account = await accounts.CreateAsync(email, name: null, password, firstMail: null, cancellationToken);
        }

        await accounts.GrantAsync(account.Id, AccountRoles.Admin, cancellationToken);
        return new AddedOperator(account, password);
    }
}
