using Billing.Api.Idempotency;
using Billing.Api.RateLimiting;
using Billing.Application.Checkout;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Billing.Api.Controllers;

/// <summary>Subscribing on Stripe's hosted page.</summary>
[ApiController]
[Authorize]
[Route("v1/billing/checkout-session")]
[Tags("Billing")]
public sealed class CheckoutController(ISender sender) : ControllerBase
{
    /// <summary>Opens a checkout.</summary>
    /// <remarks>
    /// Asked again for the same plan and addresses, it answers with the same session while that is open; a user has one open
    /// checkout at most. Send the user to <c>url</c>.
    /// </remarks>
    /// <response code="200">The hosted page waits for the user.</response>
    /// <response code="400">
    /// <c>validation_failed</c>: an address is not allowed; <c>plan_is_free</c>; <c>interval_not_offered</c>; <c>not_per_seat</c>.
    /// </response>
    /// <response code="404"><c>plan_not_found</c>: there is no such plan on offer.</response>
    /// <response code="409">
    /// <c>already_subscribed</c>; <c>payment_due</c>: an invoice is unpaid, <c>url</c> is where to pay it;
    /// <c>idempotency_key_in_use</c>; <c>checkout_in_progress</c>.
    /// </response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPost]
    [TakesIdempotencyKey]
    [EnableRateLimiting(RateLimitPolicies.Checkout)]
    [ProducesResponseType<CreatedCheckoutSession>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> CreateCheckoutSession(CreateCheckoutSession request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));

    /// <summary>Tells how a checkout stands, in line with Stripe.</summary>
    /// <param name="sessionId">Stripe's id of the session, which it fills in for <c>{CHECKOUT_SESSION_ID}</c> in the success address.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The checkout, and the subscription as it is now.</response>
    /// <response code="404"><c>checkout_session_not_found</c>: the user has no such checkout.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer.</response>
    [HttpGet("{session_id}")]
    [ProducesResponseType<CheckoutSessionState>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> GetCheckoutSession(
        [FromRoute(Name = "session_id")] string sessionId, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetCheckoutSession(sessionId), cancellationToken));
}
