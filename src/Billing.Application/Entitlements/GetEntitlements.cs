using Billing.Application.Abstractions;
using MediatR;

namespace Billing.Application.Entitlements;

/// <summary>What the user may use now.</summary>
public sealed record GetEntitlements : IRequest<EntitlementDetails>;

internal sealed class GetEntitlementsHandler(ICurrentUser user, EntitlementView view) : IRequestHandler<GetEntitlements, EntitlementDetails>
{
    public Task<EntitlementDetails> Handle(GetEntitlements request, CancellationToken cancellationToken) =>
        view.OfAsync(user.Id, cancellationToken);
}
