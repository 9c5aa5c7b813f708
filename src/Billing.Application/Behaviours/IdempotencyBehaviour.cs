using System.Security.Cryptography;
using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Operations;
using MediatR;

namespace Billing.Application.Behaviours;

/// <summary>
/// Answers a repeated <c>Idempotency-Key</c> with the first answer. It stands behind validation: a request that makes no sense
/// does not use up its key.
/// </summary>
/// <exception cref="BillingException">
/// The key is malformed (<c>idempotency_key_invalid</c>), came with another body (<c>idempotency_key_reused</c>), or its first
/// request is still running (<c>idempotency_key_in_use</c>).
/// </exception>
public sealed class IdempotencyBehaviour<TRequest, TResponse>(
    IIdempotencyContext context, IdempotencyKeys keys, IResponseProtector protector, IdempotentOperation operation)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IIdempotentRequest
{
    private const int MaxKeyLength = 255;

    /// <inheritdoc />
    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (context.Key is not { } key)
        {
            return await next();
        }

        IdempotencyKey row = await keys.ClaimAsync(Checked(key), HashOf(request), cancellationToken);
        if (row.Response is { } stored && protector.Unprotect(stored) is { } json)
        {
            return JsonSerializer.Deserialize<TResponse>(json)!;
        }

        operation.Resume(row.OperationId, row.IsTakenOver);
        TResponse response = await RunAsync(row, next);

        // It is done, also for a caller who is gone and asks again later.
        await keys.CompleteAsync(row, protector.Protect(JsonSerializer.SerializeToUtf8Bytes(response)), CancellationToken.None);
        return response;
    }

    private async Task<TResponse> RunAsync(IdempotencyKey row, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            return await next();
        }
        catch (Exception e)
        {
            // The caller may be gone, and the key is to be free for the next try all the same.
            await keys.ReleaseAsync(row, e is StripeRefusedException { IsKeptUnderKey: true }, CancellationToken.None);
            throw;
        }
    }

    private static string Checked(string key) => key.Length is > 0 and <= MaxKeyLength && key.All(c => c is >= ' ' and <= '~')
        ? key
        : throw new BillingException(
            BillingErrorKind.Invalid, "idempotency_key_invalid", "The Idempotency-Key must be 1 to 255 printable ASCII characters.")
        {
            Field = "Idempotency-Key",
        };

    private static string HashOf(TRequest request)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(request);
        return $"{typeof(TRequest).Name}:{Convert.ToHexStringLower(SHA256.HashData(json))}";
    }
}
