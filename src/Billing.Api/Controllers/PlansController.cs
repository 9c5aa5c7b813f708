using Billing.Application.Plans;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>What everybody may know before signing in.</summary>
[ApiController]
[AllowAnonymous]
[Route("v1")]
[Tags("Plans")]
public sealed class PlansController(ISender sender) : ControllerBase
{
    /// <summary>Lists the plans on offer with their prices.</summary>
    /// <response code="200">The plans, in the order of the plans page.</response>
    [HttpGet("plans")]
    [ProducesResponseType<IReadOnlyList<PlanDetails>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ListPlans(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ListPlans(), cancellationToken));

    /// <summary>Gives what a browser needs to talk to Stripe itself.</summary>
    /// <response code="200">The publishable key.</response>
    [HttpGet("billing/config")]
    [ProducesResponseType<BillingConfig>(StatusCodes.Status200OK)]
    public async Task<IActionResult> GetBillingConfig(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetBillingConfig(), cancellationToken));
}
