using Billing.Api.Authentication;
using Billing.Application.Payments;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>The payments of all users, for operators.</summary>
[ApiController]
[Authorize(AuthorizationPolicies.Admin)]
[Route("v1/admin/transactions")]
[Tags("Admin")]
public sealed class AdminTransactionsController(ISender sender) : ControllerBase
{
    /// <summary>Lists payments, newest first.</summary>
    /// <param name="email">Only payments of the account with this address.</param>
    /// <param name="userId">Only payments of this user.</param>
    /// <param name="status">Only payments of this status, <c>disputed</c> for example.</param>
    /// <param name="cursor">The <c>next_cursor</c> of the page before.</param>
    /// <param name="limit">How many at most, 1 to 100; 50 when left out.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">A page of payments.</response>
    /// <response code="400"><c>validation_failed</c>: a filter or the cursor cannot be read.</response>
    [HttpGet]
    [ProducesResponseType<TransactionPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> ListTransactions(
        [FromQuery] string? email,
        [FromQuery] Guid? userId,
        [FromQuery] string? status,
        [FromQuery] string? cursor,
        [FromQuery] int? limit,
        CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ListTransactions(email, userId, status, cursor, limit), cancellationToken));
}
