using Billing.Api.Authentication;
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
public sealed class UsersController(ISender sender, RefreshCookie cookie) : ControllerBase
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

    /// <summary>Closes the account for good.</summary>
    /// <remarks>
    /// Every subscription is ended at Stripe first, at once and without paying anything back; if that fails, nothing is deleted. Then
    /// everything that is personal is removed: payments and invoices stay, without the person. The address can register anew.
    /// </remarks>
    /// <response code="204">The account is gone, and its sessions with it.</response>
    /// <response code="403"><c>wrong_password</c>: the password is not the account's; nothing was changed.</response>
    /// <response code="409"><c>account_in_use</c>: a subscription was just being begun; asking again is safe.</response>
    /// <response code="502"><c>stripe_refused</c>: a subscription could not be ended; nothing was deleted.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; nothing was deleted, and asking again is safe.</response>
    [HttpDelete("me")]
    [EnableRateLimiting(RateLimitPolicies.Login)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> DeleteAccount(DeleteAccount request, CancellationToken cancellationToken)
    {
        await sender.Send(request, cancellationToken);
        cookie.Clear(Response);
        return NoContent();
    }

    /// <summary>Hands out everything that is kept about the user, as a file.</summary>
    /// <response code="200">One JSON document, for download.</response>
    [HttpGet("me/export")]
    [ProducesResponseType<AccountExport>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ExportAccount(CancellationToken cancellationToken)
    {
        AccountExport export = await sender.Send(new ExportAccount(), cancellationToken);
        Response.Headers.ContentDisposition = "attachment; filename=\"billing-export.json\"";
        return Ok(export);
    }
}
