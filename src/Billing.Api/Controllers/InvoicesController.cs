using Billing.Application.Invoices;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>The user's invoices.</summary>
[ApiController]
[Authorize]
[Route("v1/billing/invoices")]
[Tags("Billing")]
public sealed class InvoicesController(ISender sender) : ControllerBase
{
    /// <summary>Lists the user's invoices, newest first, with Stripe's page and PDF of each.</summary>
    /// <param name="limit">How many at most, 1 to 100; 50 when left out.</param>
    /// <param name="cursor">The <c>next_cursor</c> of the page before.</param>
    /// <param name="status">Only invoices of this status: <c>open</c>, <c>paid</c>, <c>uncollectible</c> or <c>void</c>.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">A page of invoices.</response>
    /// <response code="400"><c>validation_failed</c>: the limit, the status or the cursor cannot be read.</response>
    [HttpGet]
    [ProducesResponseType<InvoicePage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> ListInvoices(
        [FromQuery] int? limit, [FromQuery] string? cursor, [FromQuery] string? status, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ListInvoices(limit, cursor, status), cancellationToken));

    /// <summary>Shows one invoice.</summary>
    /// <param name="id">Our id.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The invoice.</response>
    /// <response code="404"><c>invoice_not_found</c>: the user has no such invoice.</response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<InvoiceDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> GetInvoice(Guid id, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new GetInvoice(id), cancellationToken));
}
