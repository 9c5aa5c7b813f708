namespace Stripe.Infrastructure;

/// <summary>A reference to another object: its id, or when it was asked for with "expand" the object itself.</summary>
internal sealed class ExpandableField<T>
    where T : class, IHasId
{
    private readonly string _id;

    private ExpandableField(string id, T value)
    {
        _id = id;
        Value = value;
    }

    public string Id => Value?.Id ?? _id;

    public T Value { get; }

    /// <summary>A reference by id, which keeps the object that is there when it has that id.</summary>
    public static ExpandableField<T> WithId(string id, ExpandableField<T> current) =>
        current?.Value != null && current.Id == id ? current : new(id, null);

    /// <summary>References by id, each of which keeps its object when it is there.</summary>
    public static List<ExpandableField<T>> WithIds(List<string> ids, List<ExpandableField<T>> current) =>
        ids?.ConvertAll(id => WithId(id, current?.Find(field => field.Id == id)));

    public static ExpandableField<T> Of(T value) => new(null, value);
}
