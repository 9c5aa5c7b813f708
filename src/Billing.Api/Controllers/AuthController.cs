using Billing.Api.Authentication;
using Billing.Api.RateLimiting;
using Billing.Application.Accounts;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Billing.Api.Controllers;

/// <summary>Accounts and sessions. The refresh token comes and goes as an HttpOnly cookie, never in a body.</summary>
[ApiController]
[AllowAnonymous]
[Route("v1/auth")]
[Tags("Accounts")]
public sealed class AuthController(ISender sender, RefreshCookie cookie) : ControllerBase
{
    /// <summary>Opens an account and signs in.</summary>
    /// <response code="201">The account is open and its owner signed in.</response>
    /// <response code="409"><c>email_taken</c>: the address has an account already.</response>
    [HttpPost("register")]
    [EnableRateLimiting(RateLimitPolicies.Register)]
    [ProducesResponseType<SessionResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Register(Register request, CancellationToken cancellationToken) =>
        Created("/v1/users/me", Keep(await sender.Send(request, cancellationToken)));

    /// <summary>Signs in.</summary>
    /// <response code="200">Signed in.</response>
    /// <response code="401"><c>invalid_credentials</c>: the address or the password is wrong, or too many tries were.</response>
    [HttpPost("login")]
    [EnableRateLimiting(RateLimitPolicies.Login)]
    [ProducesResponseType<SessionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Login(Login request, CancellationToken cancellationToken) =>
        Ok(Keep(await sender.Send(request, cancellationToken)));

    /// <summary>Renews the session of the cookie.</summary>
    /// <remarks>
    /// Each refresh token works once. Sent again within 30 seconds (two tabs, a lost answer) it gives an access token and no new
    /// cookie; sent again later it ends the session everywhere.
    /// </remarks>
    /// <response code="200">Renewed.</response>
    /// <response code="401"><c>session_expired</c>: no cookie, or its session is over.</response>
    [HttpPost("refresh")]
    [ProducesResponseType<SessionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Refresh(CancellationToken cancellationToken) =>
        Ok(Keep(await sender.Send(new RefreshSession(cookie.Read(Request)), cancellationToken)));

    /// <summary>Ends the session of the cookie, on every tab.</summary>
    /// <response code="204">Over, or there was none.</response>
    [HttpPost("logout")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Logout(CancellationToken cancellationToken)
    {
        await sender.Send(new Logout(cookie.Read(Request)), cancellationToken);
        cookie.Clear(Response);
        return NoContent();
    }

    /// <summary>Sends a link to set a new password.</summary>
    /// <remarks>The answer is the same whether or not the address has an account.</remarks>
    /// <response code="202">If the address has an account, the mail is on its way.</response>
    [HttpPost("password-reset")]
    [EnableRateLimiting(RateLimitPolicies.Mail)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<IActionResult> RequestPasswordReset(RequestPasswordReset request, CancellationToken cancellationToken)
    {
        await sender.Send(request, cancellationToken);
        return Accepted();
    }

    /// <summary>Sets a new password with the link of the mail, and ends every session of the account.</summary>
    /// <response code="204">The password is set: sign in with it.</response>
    /// <response code="400"><c>invalid_token</c>: the link is too old, was used, or is not whole; <c>validation_failed</c>.</response>
    [HttpPost("password-reset/confirm")]
    [EnableRateLimiting(RateLimitPolicies.Login)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ResetPassword(ResetPassword request, CancellationToken cancellationToken)
    {
        await sender.Send(request, cancellationToken);
        return NoContent();
    }

    /// <summary>Confirms the address of an account with the link of the mail.</summary>
    /// <response code="204">The address is confirmed.</response>
    /// <response code="400"><c>invalid_token</c>: the link is too old or not whole.</response>
    [HttpPost("confirm-email")]
    [EnableRateLimiting(RateLimitPolicies.Login)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ConfirmEmail(ConfirmEmail request, CancellationToken cancellationToken)
    {
        await sender.Send(request, cancellationToken);
        return NoContent();
    }

    private SessionResponse Keep(SignedIn signedIn)
    {
        cookie.Write(Response, signedIn.RefreshToken);
        return signedIn.Response;
    }
}
