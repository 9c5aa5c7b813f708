using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Confirms that the address of an account is its owner's, with the link of the mail.</summary>
/// <param name="UserId">The <c>user</c> of the link.</param>
/// <param name="Token">The <c>token</c> of the link.</param>
public sealed record ConfirmEmail(Guid UserId, string Token) : IRequest;
