using Billing.Api.Idempotency;
using Billing.Api.RateLimiting;
using Billing.Application.Portal;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Billing.Api.Controllers;

/// <summary>Stripe's hosted portal.</summary>
[ApiController]
[Authorize]
[Route("v1/billing/portal-session")]
[Tags("Billing")]
public sealed class PortalController(ISender sender) : ControllerBase
{
    /// <summary>Opens the portal, where the user changes cards and sees invoices.</summary>
    /// <remarks>What is changed there shows here within seconds. Send the user to <c>url</c> at once: it is only good for minutes.</remarks>
    /// <response code="200">The hosted page waits for the user.</response>
    /// <response code="400"><c>validation_failed</c>: the address is not allowed.</response>
    /// <response code="409"><c>idempotency_key_in_use</c>: the first request with this key is still running.</response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPost]
    [TakesIdempotencyKey]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<CreatedPortalSession>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> CreatePortalSession(CreatePortalSession request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));
}
