namespace Stripe;

/// <summary>A parameter that takes values of several types.</summary>
public interface IAnyOf
{
    /// <summary>The value, whichever type it has.</summary>
    object Value { get; }

    /// <summary>The type it was given as.</summary>
    Type Type { get; }
}

/// <summary>A parameter that takes values of two types; values of either convert by themselves.</summary>
public class AnyOf<T1, T2> : IAnyOf
{
    private readonly T1 _first;
    private readonly T2 _second;

    /// <summary>Holds a value of the first type.</summary>
    public AnyOf(T1 value)
    {
        _first = value;
        Type = typeof(T1);
    }

    /// <summary>Holds a value of the second type.</summary>
    public AnyOf(T2 value)
    {
        _second = value;
        Type = typeof(T2);
    }

    /// <inheritdoc/>
    public object Value => Type == typeof(T1) ? _first : _second;

    /// <inheritdoc/>
    public Type Type { get; }

    public static implicit operator AnyOf<T1, T2>(T1 value) => value == null ? null : new(value);

    public static implicit operator AnyOf<T1, T2>(T2 value) => value == null ? null : new(value);

    public static implicit operator T1(AnyOf<T1, T2> anyOf) => anyOf._first;

    public static implicit operator T2(AnyOf<T1, T2> anyOf) => anyOf._second;
}
