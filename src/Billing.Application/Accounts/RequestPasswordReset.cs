using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Sends a link to set a new password. Nothing tells whether the address has an account.</summary>
/// <param name="Email" example="ada@example.com">The address of the account.</param>
public sealed record RequestPasswordReset(string Email) : IRequest;
