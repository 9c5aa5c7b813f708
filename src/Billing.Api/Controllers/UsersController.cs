using Billing.Api.RateLimiting;
using Billing.Application.Accounts;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Billing.Api.Controllers;

/// <summary>Users.</summary>
[ApiController]
[Authorize]
[Route("v1/users")]
[Tags("Accounts")]
public sealed class UsersController(ISender sender) : ControllerBase
{
    /// <summary>Tells who is signed in.</summary>
    /// <response code="200">The signed-in user.</response>
    [HttpGet("me")]
    [ProducesResponseType<UserResponse>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Me(CancellationToken cancellationToken) => Ok(await sender.Send(new GetMe(), cancellationToken));

    /// <summary>Sends the mail that confirms the address once more.</summary>
    /// <response code="202">The mail is on its way, or the address is confirmed already.</response>
    [HttpPost("me/email-confirmation")]
    [EnableRateLimiting(RateLimitPolicies.Mail)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<IActionResult> SendEmailConfirmation(CancellationToken cancellationToken)
    {
        await sender.Send(new SendEmailConfirmation(), cancellationToken);
        return Accepted();
    }
}
