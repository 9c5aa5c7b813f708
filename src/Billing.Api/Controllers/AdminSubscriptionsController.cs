using Billing.Api.Authentication;
using Billing.Api.Idempotency;
using Billing.Application.Subscriptions;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>Users' subscriptions, for operators.</summary>
[ApiController]
[Authorize(AuthorizationPolicies.Admin)]
[Route("v1/admin/subscriptions")]
[Tags("Admin")]
public sealed class AdminSubscriptionsController(ISender sender) : ControllerBase
{
    /// <summary>How a subscription is ended.</summary>
    /// <param name="Refund" example="true">Pay its last payment back, as far as that has not been done.</param>
    public sealed record EndSubscriptionRequest(bool Refund);

    /// <summary>Lists the live subscriptions beside the one that counts: their users pay twice.</summary>
    /// <response code="200">All of them, newest first.</response>
    [HttpGet("duplicates")]
    [ProducesResponseType<DuplicateSubscriptionList>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ListDuplicateSubscriptions(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ListDuplicateSubscriptions(), cancellationToken));

    /// <summary>Ends a subscription at once, and pays its last payment back when asked to.</summary>
    /// <remarks>Asked again, it ends nothing and pays nothing back a second time.</remarks>
    /// <param name="id">Our id.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">It has ended.</response>
    /// <response code="404"><c>subscription_not_found</c>: there is none of this id.</response>
    /// <response code="409"><c>idempotency_key_in_use</c>: the first request with this key is still running.</response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPost("{id:guid}/cancellation")]
    [TakesIdempotencyKey]
    [ProducesResponseType<EndedSubscription>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> EndSubscription(Guid id, EndSubscriptionRequest request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new EndSubscription(id, request.Refund), cancellationToken));
}
