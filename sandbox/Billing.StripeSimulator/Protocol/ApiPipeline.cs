using System.Collections.Concurrent;
using System.Globalization;
using Billing.StripeSimulator.Faults;
using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Protocol;

/// <summary>
/// What happens to every API request: API key, parameters, idempotency, one transaction for the work and its stored
/// answer, expansion, Stripe's headers, the request log.
/// </summary>
internal sealed partial class ApiPipeline(
    UnitOfWorkRunner runner,
    SimulatorOptions options,
    SimulatorAddress address,
    SimulatorClock clock,
    TimeProvider wallClock,
    RequestLog log,
    FaultInjector faults,
    ILogger<ApiPipeline> logger)
{
    private const int MaxKeyLength = 255;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, bool> keysInUse = new(StringComparer.Ordinal);

    /// <summary>Answers one request.</summary>
    public Task InvokeAsync(HttpContext context, ApiEndpoint endpoint) => AnswerAsync(context, request => ExecuteAsync(context, endpoint, request));

    /// <summary>Answers a request for which there is no endpoint.</summary>
    public Task RefuseAsync(HttpContext context) => AnswerAsync(
        context, _ => throw StripeErrors.UnknownUrl(context.Request.Method, context.Request.Path.Value ?? "/"));

    private async Task AnswerAsync(HttpContext context, Func<RequestContext, Task<ApiAnswer>> execute)
    {
        var key = context.Request.Headers["Idempotency-Key"].FirstOrDefault();
        var request = new RequestContext(StripeId.New("req", 14), string.IsNullOrEmpty(key) ? null : key);
        var fault = faults.NextCall();
        if (fault is ApiFault.ResetBefore or ApiFault.Timeout)
        {
            await HangUpAsync(context, fault == ApiFault.Timeout ? LongestSilence : TimeSpan.Zero);
            return;
        }

        ApiAnswer answer;
        try
        {
            Authenticate(context);
            RefuseIf(fault);
            answer = await execute(request);
        }
        catch (StripeApiException refusal)
        {
            answer = ErrorAnswer(refusal, request);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path);
            answer = ErrorAnswer(StripeErrors.Internal(), request);
        }

        log.Add(new LoggedRequest(
            request.RequestId, context.Request.Method, context.Request.Path, key, answer.Status, answer.Replayed, wallClock.GetUtcNow()));
        if (fault == ApiFault.ResetAfter)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, request, answer);
    }

    private static void RefuseIf(ApiFault fault)
    {
        switch (fault)
        {
            case ApiFault.TooMany:
                throw StripeErrors.TooManyRequests();
            case ApiFault.Error:
                throw StripeErrors.InjectedFailure();
        }
    }

    /// <summary>Says nothing until the caller gives up, at most for the given time, and breaks the connection.</summary>
    private static async Task HangUpAsync(HttpContext context, TimeSpan silence)
    {
        await Task.Delay(silence, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private static void Authenticate(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            throw StripeErrors.MissingApiKey();
        }

        var key = ApiKey.From(header) ?? throw StripeErrors.InvalidApiKey(header.Split(' ')[^1]);
        if (!ApiKey.IsTestSecret(key))
        {
            throw StripeErrors.InvalidApiKey(key);
        }
    }

    private async Task<ApiAnswer> ExecuteAsync(HttpContext context, ApiEndpoint endpoint, RequestContext request)
    {
        var parameters = new ApiParameters(await ReadPairsAsync(context.Request, context.RequestAborted));
        var id = context.Request.RouteValues["id"] as string ?? "";
        var path = context.Request.Path.Value!;
        var key = HttpMethods.IsPost(context.Request.Method) ? request.IdempotencyKey : null;
        if (key is null)
        {
            endpoint.Check(parameters);
            return runner.Run(request, work => new ApiAnswer(200, Execute(endpoint, new ApiCall(work, parameters, path, id))));
        }

        if (key.Length > MaxKeyLength)
        {
            throw StripeErrors.Invalid("Idempotency-Key", $"An idempotency key has at most {MaxKeyLength} characters.");
        }

        if (!keysInUse.TryAdd(key, true))
        {
            throw StripeErrors.KeyInUse(key);
        }

        try
        {
            return runner.Run(request, work => ExecuteOnce(
                key, endpoint, new ApiCall(work, parameters, path, id), $"{context.Request.Method} {path}"));
        }
        finally
        {
            keysInUse.TryRemove(key, out _);
        }
    }

    private ApiAnswer ExecuteOnce(string key, ApiEndpoint endpoint, ApiCall call, string route)
    {
        var keys = call.Work.Store.IdempotencyKeys;
        var hash = call.Parameters.Hash();
        if (keys.Find(key, call.Work.WallNow) is { } stored)
        {
            return stored.Endpoint != route ? throw StripeErrors.KeyReused(key, "endpoint")
                : stored.ParametersHash != hash ? throw StripeErrors.KeyReused(key, "parameters")
                : new ApiAnswer(stored.Status, stored.Body, stored.RequestId, Replayed: true);
        }

        endpoint.Check(call.Parameters);
        var requestId = call.Work.Request!.RequestId;
        var answer = ExecuteOrRefuse(endpoint, call) with { OriginalRequest = requestId };
        keys.Save(key, new StoredAnswer(route, hash, answer.Status, answer.Body, requestId), call.Work.WallNow);
        return answer;
    }

    /// <summary>A refusal in the middle of the work undoes it, but its answer is kept; one from before it is not kept either.</summary>
    private ApiAnswer ExecuteOrRefuse(ApiEndpoint endpoint, ApiCall call)
    {
        call.Work.Store.Mark();
        try
        {
            return new ApiAnswer(200, Execute(endpoint, call));
        }
        catch (StripeApiException refusal) when (!refusal.BeforeExecution)
        {
            if (!refusal.KeepsChanges)
            {
                call.Work.Store.RollBackToMark();
            }

            return ErrorAnswer(refusal, call.Work.Request!);
        }
    }

    private static string Execute(ApiEndpoint endpoint, ApiCall call)
    {
        var answer = endpoint.Execute(call).DeepClone().AsObject();
        new Expansion(call.Work).Apply(answer, call.Parameters.Texts("expand"));
        return StripeJson.Pretty(answer);
    }

    private ApiAnswer ErrorAnswer(StripeApiException refusal, RequestContext request) =>
        new(refusal.Status, StripeJson.Pretty(refusal.ToBody(address.Base, request.RequestId)));

    private static async Task<IEnumerable<KeyValuePair<string, string>>> ReadPairsAsync(HttpRequest request, CancellationToken cancellation)
    {
        var pairs = request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")));
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellation);
            pairs = pairs.Concat(form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))));
        }

        return pairs;
    }

    private async Task WriteAsync(HttpContext context, RequestContext request, ApiAnswer answer)
    {
        var headers = context.Response.Headers;
        headers["Request-Id"] = request.RequestId;
        headers["Stripe-Version"] = context.Request.Headers["Stripe-Version"].FirstOrDefault() ?? options.ApiVersion;
        headers.Date = clock.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = "no-cache, no-store";
        if (request.IdempotencyKey is not null)
        {
            headers["Idempotency-Key"] = request.IdempotencyKey;
        }

        if (answer.OriginalRequest is not null)
        {
            headers["Original-Request"] = answer.OriginalRequest;
            headers["Stripe-Should-Retry"] = "false";
        }

        if (answer.Replayed)
        {
            headers["Idempotent-Replayed"] = "true";
        }

        if (answer.Status == StatusCodes.Status409Conflict)
        {
            headers["Stripe-Should-Retry"] = "true";
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, string path);
}
