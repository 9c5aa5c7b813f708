using Billing.Application.Entitlements;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>What the user's plan entitles to.</summary>
[ApiController]
[Authorize]
[Route("v1/billing/entitlements")]
[Tags("Billing")]
public sealed class EntitlementsController(ISender sender) : ControllerBase
{
    /// <summary>Tells what the user may use now.</summary>
    /// <remarks>
    /// A plan is kept until the end of a period that was paid, and for some days after a renewal that was not (<c>Billing:GraceDays</c>).
    /// After that, and while a subscription is unpaid, paused or incomplete, the free plan counts.
    /// </remarks>
    /// <response code="200">The plan that counts and its features.</response>
    [HttpGet]
    [ProducesResponseType<EntitlementDetails>(StatusCodes.Status200OK)]
    public async Task<IActionResult> GetEntitlements(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetEntitlements(), cancellationToken));
}
