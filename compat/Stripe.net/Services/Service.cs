using System.Runtime.CompilerServices;

namespace Stripe;

/// <summary>The calls for one kind of object. All of them throw what <see cref="IStripeClient.RequestAsync"/> throws.</summary>
public abstract class Service
{
    private readonly IStripeClient _client;

    /// <summary>Makes the service of a client.</summary>
    protected Service(IStripeClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    private protected Task<T> RequestAsync<T>(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken)
        where T : IStripeEntity =>
        _client.RequestAsync<T>(method, path, options, requestOptions, cancellationToken);

    /// <summary>Reads page after page, forwards, or backwards when the options end before an object.</summary>
    private protected async IAsyncEnumerable<T> AutoPagingAsync<T>(
        string path,
        ListOptions options,
        RequestOptions requestOptions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IStripeEntity, IHasId
    {
        var cursor = (ListOptions)options?.Clone() ?? new ListOptions();
        var isBackward = !string.IsNullOrEmpty(cursor.EndingBefore) && string.IsNullOrEmpty(cursor.StartingAfter);
        StripeList<T> page;
        do
        {
            page = await RequestAsync<StripeList<T>>(HttpMethod.Get, path, cursor, requestOptions, cancellationToken)
                .ConfigureAwait(false);
            if (isBackward)
            {
                page.Reverse();
            }

            foreach (var item in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            MoveBehind(page, cursor, isBackward);
        }
        while (page.HasMore && page.Data.Count > 0);
    }

    /// <summary>An id as a segment of a path. None gives an empty segment, which Stripe answers as it does a list.</summary>
    private protected static string Segment(string id) => System.Net.WebUtility.UrlEncode(id);

    private static void MoveBehind<T>(StripeList<T> page, ListOptions cursor, bool isBackward)
        where T : IHasId
    {
        if (page.Data.Count == 0)
        {
            return;
        }

        if (isBackward)
        {
            cursor.EndingBefore = page.Data[^1].Id;
        }
        else
        {
            cursor.StartingAfter = page.Data[^1].Id;
        }
    }
}
