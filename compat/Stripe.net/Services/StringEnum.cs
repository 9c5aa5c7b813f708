namespace Stripe;

/// <summary>One of a parameter's words, where the parameter takes values of another type as well.</summary>
public abstract class StringEnum(string value)
{
    /// <summary>The word as it is sent.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
