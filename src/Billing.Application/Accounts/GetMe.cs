using Billing.Application.Abstractions;
using Billing.Application.Errors;
using MediatR;

namespace Billing.Application.Accounts;

/// <summary>The signed-in user.</summary>
public sealed record GetMe : IRequest<UserResponse>;

internal sealed class GetMeHandler(ICurrentUser currentUser, IUserAccounts accounts) : IRequestHandler<GetMe, UserResponse>
{
    public async Task<UserResponse> Handle(GetMe request, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(currentUser.Id, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.Unauthenticated, "account_closed", "This account is closed.");
        return UserResponse.Of(account);
    }
}
