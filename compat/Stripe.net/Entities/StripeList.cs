using System.Collections;

namespace Stripe;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public class StripeList<T> : StripeEntity<StripeList<T>>, IHasObject, IEnumerable<T>
{
    /// <inheritdoc/>
    public string Object { get; set; }

    /// <summary>The page, newest first unless Stripe says otherwise.</summary>
    public List<T> Data { get; set; }

    /// <summary>Whether there are more after (or, paging backwards, before) this page.</summary>
    public bool HasMore { get; set; }

    /// <summary>The path the list is read from.</summary>
    public string Url { get; set; }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => Data.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Turns the page around.</summary>
    public void Reverse() => Data.Reverse();
}
