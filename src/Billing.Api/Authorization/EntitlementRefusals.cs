using Billing.Api.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Billing.Api.Authorization;

/// <summary>Says which plan or feature is missing, where that is the reason of a refusal.</summary>
internal sealed class EntitlementRefusals : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(authorizeResult);
        return authorizeResult is { Forbidden: true, AuthorizationFailure.FailedRequirements: { } failed }
            && failed.All(f => f is RequiresEntitlementAttribute) && failed.OfType<RequiresEntitlementAttribute>().FirstOrDefault() is { } missing
            ? ProblemWriter.WriteAsync(
                context, Problems.OfStatus(StatusCodes.Status403Forbidden) with { Code = missing.Code, Detail = missing.Sentence })
            : _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
