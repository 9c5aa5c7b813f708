using System.Diagnostics;
using System.Net;
using Billing.Application.Abstractions;
using Billing.Application.Observability;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>What came back: the body, and what the snapshot rule needs to know of the request.</summary>
/// <param name="Json">The body; null when Stripe has no object of that id.</param>
/// <param name="Date">The answer's Date header (UTC).</param>
/// <param name="Took">How long the request took, retries included.</param>
internal readonly record struct StripeCallResult(string? Json, DateTime Date, TimeSpan Took);

/// <summary>
/// The one door to Stripe: every call goes through here, no more of them in a second than is configured, and every failure leaves as one
/// of the application's two exceptions.
/// </summary>
internal sealed class StripeCalls(TimeProvider time, IOptions<StripeOptions> options, BillingMetrics metrics) : IDisposable
{
    private readonly ResiliencePipeline _pipeline = StripeResilience.Create(time);

    /// <summary>Who comes when this second's calls are made waits: for Stripe, a call that is refused counts as well.</summary>
    private readonly CallsPerSecond _turns = new(options.Value.MaxCallsPerSecond, time);

    /// <summary>Makes a call that changes or lists something.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer, or not with anything that can be read.</exception>
    public Task<StripeCallResult> SendAsync(Func<CancellationToken, Task<IStripeEntity>> request, CancellationToken cancellationToken) =>
        CallAsync(request, absenceIsAnAnswer: false, cancellationToken);

    /// <summary>Reads one object; that Stripe has none of its id is an answer too.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with another error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer, or not with anything that can be read.</exception>
    public Task<StripeCallResult> ReadAsync(Func<CancellationToken, Task<IStripeEntity>> request, CancellationToken cancellationToken) =>
        CallAsync(request, absenceIsAnAnswer: true, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _turns.Dispose();

    private async Task<StripeCallResult> CallAsync(
        Func<CancellationToken, Task<IStripeEntity>> request, bool absenceIsAnAnswer, CancellationToken cancellationToken)
    {
        using Activity? activity = BillingActivities.CallStripe();
        long start = time.GetTimestamp();
        string outcome = "not_made";
        try
        {
            StripeCallResult result = await _pipeline.ExecuteAsync(
                async token => await CallOnceAsync(request, absenceIsAnAnswer, token), cancellationToken);
            outcome = "ok";
            return result;
        }
        catch (BrokenCircuitException e)
        {
            throw new StripeUnreachableException("Stripe has not answered for a while and was not asked.", e) { WasNotAsked = true };
        }
        catch (Exception e)
        {
            outcome = e switch { StripeRefusedException => "refused", StripeUnreachableException => "unreachable", _ => "canceled" };
            throw;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            metrics.StripeCalled(outcome, time.GetElapsedTime(start));
        }
    }

    private async Task<StripeCallResult> CallOnceAsync(
        Func<CancellationToken, Task<IStripeEntity>> request, bool absenceIsAnAnswer, CancellationToken cancellationToken)
    {
        await _turns.TakeTurnAsync(cancellationToken);
        long start = time.GetTimestamp();
        try
        {
            IStripeEntity answer = await request(cancellationToken);
            return new StripeCallResult(answer.StripeResponse.Content, DateOf(answer.StripeResponse), time.GetElapsedTime(start));
        }
        catch (StripeException e) when (absenceIsAnAnswer && e is { HttpStatusCode: HttpStatusCode.NotFound, StripeError: not null })
        {
            return new StripeCallResult(null, DateOf(e.StripeResponse), time.GetElapsedTime(start));
        }
        catch (StripeException e) when (e.StripeError is null || (int)e.HttpStatusCode < 300)
        {
            throw new StripeUnreachableException("Stripe's answer could not be read.", e);
        }
        catch (StripeException e)
        {
            throw Refused(e);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw new StripeUnreachableException("Stripe did not answer.", e);
        }
    }

    private static StripeRefusedException Refused(StripeException e) => new(
        (int)e.HttpStatusCode,
        e.StripeError.Type,
        e.StripeError.Code,
        e.StripeError.Param,
        e.StripeError.Message ?? e.Message,
        e.StripeResponse?.RequestId,
        e);

    /// <summary>Stripe always sends a Date; a proxy that drops it leaves our own clock as the best guess.</summary>
    private DateTime DateOf(StripeResponse? response) => (response?.Date ?? time.GetUtcNow()).UtcDateTime;
}
