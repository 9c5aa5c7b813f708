using Billing.Application.Subscriptions;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>The user's subscription.</summary>
[ApiController]
[Authorize]
[Route("v1/billing/subscription")]
[Tags("Billing")]
public sealed class SubscriptionController(ISender sender) : ControllerBase
{
    /// <summary>Tells what the user is subscribed to.</summary>
    /// <response code="200">The subscription; the free plan, with a null status, when there is none.</response>
    [HttpGet]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    public async Task<IActionResult> GetSubscription(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetSubscription(), cancellationToken));
}
