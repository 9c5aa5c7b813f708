using Billing.Application.Entitlements;
using Microsoft.AspNetCore.Authorization;

namespace Billing.Api.Authorization;

/// <summary>Asks what the user may use, once for all requirements of a request.</summary>
internal sealed class EntitlementHandler(EntitlementView view, IHttpContextAccessor accessor) : IAuthorizationHandler
{
    public async Task HandleAsync(AuthorizationHandlerContext context)
    {
        List<RequiresEntitlementAttribute> required = [.. context.PendingRequirements.OfType<RequiresEntitlementAttribute>()];
        if (required.Count == 0 || !Guid.TryParse(context.User.FindFirst("sub")?.Value, out Guid userId))
        {
            return;
        }

        EntitlementDetails entitlements = await view.OfAsync(userId, accessor.HttpContext?.RequestAborted ?? CancellationToken.None);
        foreach (RequiresEntitlementAttribute requirement in required.Where(r => r.IsMetBy(entitlements)))
        {
            context.Succeed(requirement);
        }
    }
}
