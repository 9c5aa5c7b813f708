using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Sets a new password with the link of the mail, and ends every session of the account.</summary>
/// <param name="UserId">The <c>user</c> of the link.</param>
/// <param name="Token">The <c>token</c> of the link; works once, and for an hour.</param>
/// <param name="Password" example="correct horse battery">The new password: 8 to 128 characters of any kind.</param>
public sealed record ResetPassword(Guid UserId, string Token, string Password) : IRequest;
