using Billing.Api.Csv;
using Billing.Api.Idempotency;
using Billing.Api.RateLimiting;
using Billing.Application.Payments;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Billing.Api.Controllers;

/// <summary>One-time payments, and all payments of the user.</summary>
[ApiController]
[Authorize]
[Route("v1/billing")]
[Tags("Billing")]
public sealed class PaymentsController(ISender sender) : ControllerBase
{
    /// <summary>Begins a one-time payment.</summary>
    /// <remarks>Confirm it in the browser with Stripe.js and the <c>client_secret</c>; until then it shows as pending in the history.</remarks>
    /// <response code="200">The payment waits to be confirmed.</response>
    /// <response code="400"><c>validation_failed</c>: the currency is unknown, or it has no such amount or other limits.</response>
    /// <response code="402"><c>payment_declined</c>: the bank or Stripe declined.</response>
    /// <response code="409"><c>idempotency_key_in_use</c>: the first request with this key is still running.</response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again with the same key is safe.</response>
    [HttpPost("payment-intent")]
    [TakesIdempotencyKey]
    [EnableRateLimiting(RateLimitPolicies.PaymentIntent)]
    [ProducesResponseType<CreatedPaymentIntent>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> CreatePaymentIntent(CreatePaymentIntent request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));

    /// <summary>Tells how a one-time payment stands, in line with Stripe.</summary>
    /// <param name="paymentIntentId">Stripe's id of the intent.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The payment.</response>
    /// <response code="404"><c>payment_not_found</c>: the user has no such payment.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer.</response>
    [HttpGet("payment-intent/{payment_intent_id}")]
    [ProducesResponseType<PaymentDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> GetPaymentIntent(
        [FromRoute(Name = "payment_intent_id")] string paymentIntentId, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetPaymentIntent(paymentIntentId), cancellationToken));

    /// <summary>Lists the user's payments, newest first.</summary>
    /// <param name="limit">How many at most, 1 to 100; 50 when left out.</param>
    /// <param name="offset">How many to skip. For far pages <c>cursor</c> is faster.</param>
    /// <param name="cursor">The <c>next_cursor</c> of the page before.</param>
    /// <param name="status">Only payments of this status, <c>succeeded</c> for example.</param>
    /// <param name="from">Only payments created at this moment or later.</param>
    /// <param name="to">Only payments created before this moment.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">A page of payments.</response>
    /// <response code="400"><c>validation_failed</c>: a limit, a status or the cursor cannot be read.</response>
    [HttpGet("history")]
    [ProducesResponseType<PaymentHistory>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> GetPaymentHistory(
        [FromQuery] int? limit,
        [FromQuery] int? offset,
        [FromQuery] string? cursor,
        [FromQuery] string? status,
        [FromQuery] DateTimeOffset? from,
        [FromQuery] DateTimeOffset? to,
        CancellationToken cancellationToken) =>
        Ok(await sender.Send(
            new GetPaymentHistory(limit, offset, cursor, status, from?.UtcDateTime, to?.UtcDateTime), cancellationToken));

    /// <summary>Shows one payment with everything that a receipt says.</summary>
    /// <param name="id">Our id of the payment.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The payment.</response>
    /// <response code="404"><c>payment_not_found</c>: the user has no such payment.</response>
    [HttpGet("history/{id:guid}")]
    [ProducesResponseType<PaymentReceipt>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> GetPaymentReceipt(Guid id, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetPaymentReceipt(id), cancellationToken));

    /// <summary>Downloads all payments of the user as a table (CSV), newest first.</summary>
    /// <remarks>
    /// UTF-8 with a byte order mark, a header row, quoted as RFC 4180 says. Amounts are in major units of the currency, which has a column
    /// of its own. A text that a spreadsheet would take for a formula has an apostrophe before it.
    /// </remarks>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The table.</response>
    [HttpGet("history.csv")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, PaymentsCsv.ContentType)]
    public IActionResult ExportPayments(CancellationToken cancellationToken) =>
        new PaymentsCsv(sender.CreateStream(new ExportPayments(), cancellationToken));
}
