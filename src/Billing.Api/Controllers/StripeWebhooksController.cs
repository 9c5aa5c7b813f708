using System.Buffers;
using Billing.Application.StripeEvents;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Controllers;

/// <summary>
/// Deliveries of Stripe. The signature over the raw body is what authorises them: they leave the pipeline before tokens are looked for.
/// </summary>
[ApiController]
[AllowAnonymous]
[Route("v1/webhooks/stripe")]
[Tags("Webhooks")]
public sealed class StripeWebhooksController(ISender sender) : ControllerBase
{
    /// <summary>Stripe's own limit is lower; what is larger is not Stripe's.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    private static readonly byte[] Received = """{"received":true}"""u8.ToArray();

    /// <summary>Takes an event in. Any answer but 200 makes Stripe deliver it again.</summary>
    /// <response code="200">The event is on disk, from this delivery or an earlier one.</response>
    /// <response code="400"><c>invalid_signature</c> or <c>invalid_event</c>: not signed with our secret, or not an event.</response>
    /// <response code="413">The body is larger than 1 MiB.</response>
    /// <response code="503">It could not be stored now.</response>
    [HttpPost]
    [RequestSizeLimit(MaxBodyBytes)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Receive(CancellationToken cancellationToken)
    {
        byte[] body = await ReadBodyAsync(cancellationToken);
        await sender.Send(new ReceiveStripeEvent(body, Request.Headers["Stripe-Signature"]), cancellationToken);
        return await AcknowledgeAsync(cancellationToken);
    }

    /// <summary>Always the same bytes: nothing has to be negotiated or written anew for each of many deliveries.</summary>
    private async Task<EmptyResult> AcknowledgeAsync(CancellationToken cancellationToken)
    {
        Response.ContentType = "application/json; charset=utf-8";
        Response.ContentLength = Received.Length;
        await Response.BodyWriter.WriteAsync(Received, cancellationToken);
        return new EmptyResult();
    }

    /// <summary>The bytes as they came: the signature is over these, not over what they mean.</summary>
    private async Task<byte[]> ReadBodyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await Request.BodyReader.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                Request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
