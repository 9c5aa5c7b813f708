namespace Billing.StripeSimulator.Storage;

/// <summary>A page of documents of one kind, newest first.</summary>
/// <param name="Kind">The <c>object</c> value that is asked for.</param>
internal sealed record DocumentQuery(string Kind)
{
    /// <summary>Conditions that all have to hold.</summary>
    public List<DocumentFilter> Filters { get; } = [];

    /// <summary>At most this many documents.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Only documents that are older than the one with this id.</summary>
    public string? StartingAfter { get; init; }

    /// <summary>Only documents that are newer than the one with this id: those right before it.</summary>
    public string? EndingBefore { get; init; }

    /// <summary>Adds a condition; a null value adds none, so that absent query parameters need no case of their own.</summary>
    /// <param name="path">A path into the document, such as <c>payment.payment_intent</c>.</param>
    /// <param name="value">The text, number or boolean to compare with.</param>
    /// <param name="comparison">An SQL comparison operator.</param>
    public DocumentQuery Where(string path, object? value, string comparison = "=")
    {
        if (value is not null)
        {
            Filters.Add(new DocumentFilter(path, comparison, value is bool flag ? (flag ? 1 : 0) : value));
        }

        return this;
    }

    /// <summary>Adds the condition that there is no value at the path.</summary>
    public DocumentQuery WhereNull(string path)
    {
        Filters.Add(new DocumentFilter(path, "IS", DBNull.Value));
        return this;
    }

    /// <summary>Adds the condition that the value at the path is one of these; an empty list adds none.</summary>
    public DocumentQuery WhereAny(string path, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            Filters.Add(new DocumentFilter(path, "IN", values));
        }

        return this;
    }
}

/// <summary>One condition of a <see cref="DocumentQuery"/>.</summary>
internal sealed record DocumentFilter(string Path, string Comparison, object Value);
