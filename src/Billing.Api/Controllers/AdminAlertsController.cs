using Billing.Api.Authentication;
using Billing.Application.Alerts;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>What only a person can mend, for operators.</summary>
[ApiController]
[Authorize(AuthorizationPolicies.Admin)]
[Route("v1/admin/alerts")]
[Tags("Admin")]
public sealed class AdminAlertsController(ISender sender) : ControllerBase
{
    /// <summary>Lists the alerts, latest first; each was raised once for its subject.</summary>
    /// <param name="limit">How many at most, 1 to 100; 50 when left out.</param>
    /// <param name="cursor">The <c>next_cursor</c> of the page before.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">A page of alerts.</response>
    /// <response code="400"><c>validation_failed</c>: the limit or the cursor cannot be read.</response>
    [HttpGet]
    [ProducesResponseType<AlertPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> ListAlerts([FromQuery] int? limit, [FromQuery] string? cursor, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ListAlerts(limit, cursor), cancellationToken));
}
