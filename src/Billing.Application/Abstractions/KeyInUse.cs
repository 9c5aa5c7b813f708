namespace Billing.Application.Abstractions;

/// <summary>Waits out Stripe's "key in use": an equal request is under way, and its answer will be ours too.</summary>
internal static class KeyInUse
{
    private const int Tries = 7;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>As the other one, for a request whose answer does not matter.</summary>
    public static Task RetryAsync(Func<CancellationToken, Task> request, TimeProvider time, CancellationToken cancellationToken) =>
        RetryAsync(
            async ct =>
            {
                await request(ct);
                return true;
            },
            time,
            cancellationToken);

    /// <summary>Makes the request, up to seven times within about six seconds while its key is in use.</summary>
    /// <exception cref="StripeRefusedException">Stripe refused it, or the key stayed in use.</exception>
    public static async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> request, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await request(cancellationToken);
            }
            catch (StripeRefusedException e) when (e.IsKeyInUse && attempt < Tries)
            {
                // The other request is at work; the pause grows so that a slow one is not pestered.
            }

            await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), time, cancellationToken);
        }
    }
}
