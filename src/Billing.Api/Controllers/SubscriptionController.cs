using Billing.Api.Idempotency;
using Billing.Api.RateLimiting;
using Billing.Application.Subscriptions;
using Billing.Domain.Plans;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

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

    /// <summary>Tells what a change of plan would cost.</summary>
    /// <param name="planId">The plan's id or its code.</param>
    /// <param name="interval">How often to pay; as now when left out.</param>
    /// <param name="quantity">Seats, 1 to 9999; as now when left out.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The amounts, by Stripe's reckoning.</response>
    /// <response code="400"><c>validation_failed</c>; <c>plan_is_free</c>; <c>interval_not_offered</c>; <c>not_per_seat</c>.</response>
    /// <response code="404"><c>plan_not_found</c>: there is no such plan on offer.</response>
    /// <response code="409">
    /// <c>no_subscription</c>; <c>same_plan</c>: it is like this already; <c>subscription_ending</c>: take the cancellation back first;
    /// <c>payment_due</c>: an invoice is unpaid, <c>url</c> is where to pay it; <c>subscription_paused</c>: resume it first.
    /// </response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpGet("plan/preview")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<ChangePreview>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> PreviewPlanChange(
        [FromQuery] string planId, [FromQuery] BillingInterval? interval, [FromQuery] long? quantity, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new PreviewPlanChange(planId, interval, quantity), cancellationToken));

    /// <summary>Changes the plan or how often it is paid.</summary>
    /// <remarks>
    /// A dearer plan is there at once and the difference is charged; a cheaper one comes when the paid period ends, or at once where the
    /// operator has set so. Send the preview's <c>proration_date</c>, and what it showed is what is charged.
    /// </remarks>
    /// <response code="200">The subscription as it is now; a change that comes later is its <c>pending_change</c>.</response>
    /// <response code="400"><c>validation_failed</c>; <c>plan_is_free</c>; <c>interval_not_offered</c>; <c>not_per_seat</c>; <c>preview_expired</c>.</response>
    /// <response code="402">
    /// <c>payment_declined</c>: the bank declined, and nothing changed; <c>confirmation_needed</c>: the bank asks the payer to confirm. Where
    /// <c>url</c> is given, the change takes effect as soon as the invoice there is paid.
    /// </response>
    /// <response code="404"><c>plan_not_found</c>: there is no such plan on offer.</response>
    /// <response code="409">
    /// <c>no_subscription</c>; <c>same_plan</c>: it is like this already; <c>subscription_ending</c>: take the cancellation back first;
    /// <c>payment_due</c>: an invoice is unpaid, <c>url</c> is where to pay it; <c>subscription_paused</c>: resume it first;
    /// <c>change_given_up</c>: an earlier try was not paid in time; <c>idempotency_key_in_use</c>.
    /// </response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPut("plan")]
    [TakesIdempotencyKey]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> ChangePlan(ChangePlan request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));

    /// <summary>Takes a change of plan back that is planned or waits for its payment.</summary>
    /// <response code="200">The subscription as it is now, also when no change was pending.</response>
    /// <response code="409"><c>no_subscription</c>.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpDelete("plan")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> TakeBackPlanChange(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new TakeBackPlanChange(), cancellationToken));

    /// <summary>Tells what another number of seats would cost.</summary>
    /// <param name="quantity">Seats, 1 to 9999.</param>
    /// <param name="cancellationToken">Ends when the caller goes.</param>
    /// <response code="200">The amounts, by Stripe's reckoning.</response>
    /// <response code="400"><c>validation_failed</c>; <c>not_per_seat</c>: the plan is not sold by seats.</response>
    /// <response code="409">
    /// <c>no_subscription</c>; <c>same_plan</c>: it is like this already; <c>subscription_ending</c>: take the cancellation back first;
    /// <c>payment_due</c>: an invoice is unpaid, <c>url</c> is where to pay it; <c>subscription_paused</c>: resume it first.
    /// </response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpGet("quantity/preview")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<ChangePreview>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> PreviewQuantityChange([FromQuery] long quantity, CancellationToken cancellationToken) =>
        Ok(await sender.Send(new PreviewQuantityChange(quantity), cancellationToken));

    /// <summary>Sets the number of seats.</summary>
    /// <remarks>More seats are there at once and the difference is charged; fewer are a downgrade, like a cheaper plan.</remarks>
    /// <response code="200">The subscription as it is now; a change that comes later is its <c>pending_change</c>.</response>
    /// <response code="400"><c>validation_failed</c>; <c>not_per_seat</c>: the plan is not sold by seats.</response>
    /// <response code="402">
    /// <c>payment_declined</c>: the bank declined, and nothing changed; <c>confirmation_needed</c>: the bank asks the payer to confirm. Where
    /// <c>url</c> is given, the change takes effect as soon as the invoice there is paid.
    /// </response>
    /// <response code="409">
    /// <c>no_subscription</c>; <c>same_plan</c>: it is like this already; <c>subscription_ending</c>: take the cancellation back first;
    /// <c>payment_due</c>: an invoice is unpaid, <c>url</c> is where to pay it; <c>subscription_paused</c>: resume it first;
    /// <c>change_given_up</c>: an earlier try was not paid in time; <c>idempotency_key_in_use</c>.
    /// </response>
    /// <response code="422"><c>idempotency_key_reused</c>: the key came with another request.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPut("quantity")]
    [TakesIdempotencyKey]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> ChangeQuantity(ChangeQuantity request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));

    /// <summary>Cancels the subscription.</summary>
    /// <remarks>A change of plan that was planned falls away. Cancelling again changes nothing but the time.</remarks>
    /// <response code="200">The subscription as it is now; the free plan when it ended at once.</response>
    /// <response code="400"><c>validation_failed</c>: the reason is too long.</response>
    /// <response code="409"><c>no_subscription</c>.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPut("cancellation")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> CancelSubscription(CancelSubscription request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));

    /// <summary>Takes the cancellation back, until the subscription has ended.</summary>
    /// <response code="200">The subscription goes on.</response>
    /// <response code="409"><c>no_subscription</c>: there is none, or it has ended.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpDelete("cancellation")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> TakeBackCancellation(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new TakeBackCancellation(), cancellationToken));

    /// <summary>Stops collecting payments for a while.</summary>
    /// <remarks>
    /// What is paid can be used until its period ends, and no more: the invoices of that time are taken back unpaid. Who resumes after that
    /// begins a new period and pays it.
    /// </remarks>
    /// <response code="200">The subscription as it is now.</response>
    /// <response code="400"><c>validation_failed</c>: <c>resumes_at</c> is not in the future.</response>
    /// <response code="409"><c>no_subscription</c>; <c>subscription_ending</c>: it ends anyway; <c>payment_due</c>: an invoice is unpaid.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpPut("pause")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> PauseSubscription(PauseSubscription request, CancellationToken cancellationToken) =>
        Ok(await sender.Send(request, cancellationToken));

    /// <summary>Collects payments again.</summary>
    /// <remarks>It also goes on with a subscription that was paused because its trial ended without a card: add a card first.</remarks>
    /// <response code="200">The subscription as it is now, also when it was not paused.</response>
    /// <response code="402">
    /// <c>payment_declined</c>: there is no card, or the bank declined; <c>confirmation_needed</c>: the bank asks the payer to confirm.
    /// <c>url</c> is where to pay, when it is known.
    /// </response>
    /// <response code="409"><c>no_subscription</c>.</response>
    /// <response code="502"><c>stripe_refused</c>: Stripe answered with an error.</response>
    /// <response code="503"><c>stripe_unreachable</c>: Stripe did not answer; asking again is safe.</response>
    [HttpDelete("pause")]
    [EnableRateLimiting(RateLimitPolicies.Subscription)]
    [ProducesResponseType<SubscriptionDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> ResumeSubscription(CancellationToken cancellationToken) =>
        Ok(await sender.Send(new ResumeSubscription(), cancellationToken));
}
