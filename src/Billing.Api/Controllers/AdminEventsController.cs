using Billing.Api.Authentication;
using Billing.Api.Idempotency;
using Billing.Application.StripeEvents;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>Stripe's events, for operators.</summary>
[ApiController]
[Authorize(AuthorizationPolicies.Admin)]
[Route("v1/admin/events")]
[Tags("Admin")]
public sealed class AdminEventsController(ISender sender) : ControllerBase
{
    /// <summary>Lists the events, latest received first.</summary>
    /// <param name="limit">How many at most, 1 to 100; 50 when left out.</param>
    /// <param name="cursor">The <c>next_cursor</c> of the page before.</param>
    /// <param name="status">Only events that stand so: <c>pending</c>, <c>processing</c>, <c>processed</c>, <c>ignored</c> or <c>dead</c>.</param>
    /// <param name="type">Only events of this type, <c>invoice.paid</c> for example.</param>
    /// <param name="customer">Only events of this customer: Stripe's id.</param>
    /// <param name="from">Only events received at this moment or later.</param>
    /// <param name="to">Only events received before this moment.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">A page of events.</response>
    /// <response code="400"><c>validation_failed</c>: a filter or the cursor cannot be read.</response>
    [HttpGet]
    [ProducesResponseType<EventPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> ListEvents(
        [FromQuery] int? limit,
        [FromQuery] string? cursor,
        [FromQuery] string? status,
        [FromQuery] string? type,
        [FromQuery] string? customer,
        [FromQuery] DateTimeOffset? from,
        [FromQuery] DateTimeOffset? to,
        CancellationToken cancellationToken) =>
        Ok(await sender.Send(
            new ListEvents(limit, cursor, status, type, customer, from?.UtcDateTime, to?.UtcDateTime), cancellationToken));

    /// <summary>Shows one event with its payload and its failed attempts.</summary>
    /// <param name="eventId">Stripe's id.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The event.</response>
    /// <response code="404"><c>event_not_found</c>: there is none of this id.</response>
    [HttpGet("{event_id}")]
    [ProducesResponseType<EventDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> GetEvent([FromRoute(Name = "event_id")] string eventId, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetEvent(eventId), cancellationToken));

    /// <summary>Processes one event again. One that was applied changes nothing again.</summary>
    /// <param name="eventId">Stripe's id.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The event waits to be processed.</response>
    /// <response code="404"><c>event_not_found</c>: there is none of this id.</response>
    /// <response code="409">
    /// <c>event_not_settled</c>, <c>payload_removed</c> or <c>wrong_mode</c>: it is being processed, can no longer be, or never was to be.
    /// </response>
    [HttpPut("{event_id}/replay")]
    [ProducesResponseType<EventDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> ReplayEvent([FromRoute(Name = "event_id")] string eventId, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ReplayEvent(eventId), cancellationToken));

    /// <summary>Processes many events again; with an empty object all dead ones.</summary>
    /// <response code="200">How many wait to be processed.</response>
    /// <response code="400"><c>validation_failed</c>: a filter cannot be read.</response>
    /// <response code="409"><c>idempotency_key_in_use</c>: the first request with this key is still running.</response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    [HttpPost("replay")]
    [TakesIdempotencyKey]
    [ProducesResponseType<ReplayedEvents>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> ReplayEvents(ReplayEvents request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));
}
