using Billing.Api.Authentication;
using Billing.Api.Idempotency;
using Billing.Application.Abstractions;
using Billing.Application.Reconciliation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>Comparisons with Stripe, for operators.</summary>
[ApiController]
[Authorize(AuthorizationPolicies.Admin)]
[Route("v1/admin/reconciliation")]
[Tags("Admin")]
public sealed class AdminReconciliationController(ISender sender, ICurrentUser user, IBackgroundReconciliation queue) : ControllerBase
{
    /// <summary>What a comparison is asked to look at.</summary>
    /// <param name="Since" example="2026-10-25T00:00:00Z">From when on to look at events and payments; since the last comparison when left out.</param>
    public sealed record ReconciliationRequest(DateTimeOffset? Since);

    /// <summary>Begins a comparison with Stripe; it goes on in the background.</summary>
    /// <response code="202">It runs; ask for it by its id.</response>
    /// <response code="400"><c>validation_failed</c>: <c>since</c> is not in the past.</response>
    /// <response code="409"><c>reconciliation_running</c>: one is running already; <c>idempotency_key_in_use</c>.</response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    [HttpPost]
    [TakesIdempotencyKey]
    [ProducesResponseType<ReconciliationDetails>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> StartReconciliation(ReconciliationRequest request, CancellationToken cancellationToken)
    {
        ReconciliationDetails begun = await sender.Send(new StartReconciliation(request.Since?.UtcDateTime, user.Id), cancellationToken);
        queue.Enqueue(begun.Id);
        return Accepted($"/v1/admin/reconciliation/{begun.Id}", begun);
    }

    /// <summary>Lists the latest comparisons, newest first.</summary>
    /// <response code="200">Fifty at most.</response>
    [HttpGet]
    [ProducesResponseType<ReconciliationList>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ListReconciliations(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ListReconciliations(), cancellationToken));

    /// <summary>Shows one comparison, with what it found.</summary>
    /// <param name="id">Our id.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The comparison as it stands.</response>
    /// <response code="404"><c>reconciliation_not_found</c>: there is none of this id.</response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<ReconciliationDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> GetReconciliation(Guid id, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetReconciliation(id), cancellationToken));
}
