using Billing.Api.Authentication;
using Billing.Api.Idempotency;
using Billing.Application.Refunds;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>Refunds, for operators.</summary>
[ApiController]
[Authorize(AuthorizationPolicies.Admin)]
[Route("v1/admin/refunds")]
[Tags("Admin")]
public sealed class AdminRefundsController(ISender sender) : ControllerBase
{
    /// <summary>Gives the money of a payment back, all that is left or a part.</summary>
    /// <remarks>
    /// Send an <c>Idempotency-Key</c>: asked again with it after a lost answer, the same refund is answered and no second one made. What
    /// operators do here is noted with their id.
    /// </remarks>
    /// <response code="200">The refund, as Stripe has made it; it may still be on its way.</response>
    /// <response code="400">
    /// <c>validation_failed</c>: a field is not as it should be; <c>amount_not_refundable</c>: it is more than what is left, or nothing
    /// that the currency has.
    /// </response>
    /// <response code="404"><c>payment_not_found</c>: there is no such payment.</response>
    /// <response code="409">
    /// <c>nothing_left_to_refund</c>; <c>payment_not_paid</c>; <c>payment_disputed</c>: the bank decides who gets the money;
    /// <c>refund_in_progress</c>: another refund of the payment is being made, try again in a moment; <c>idempotency_key_in_use</c>.
    /// </response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again with the same key is safe.</response>
    [HttpPost]
    [TakesIdempotencyKey]
    [ProducesResponseType<RefundDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> CreateRefund(CreateRefund request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));
}
