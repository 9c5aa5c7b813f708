using Billing.Application.Accounts;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

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
}
