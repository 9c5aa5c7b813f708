namespace MediatR;

/// <summary>A type with one value, standing in for <see langword="void"/> where a type argument is needed.</summary>
public readonly struct Unit : IEquatable<Unit>, IComparable<Unit>, IComparable
{
    private static readonly Unit TheOne = default;

    /// <summary>The only value there is.</summary>
    public static ref readonly Unit Value => ref TheOne;

    /// <summary>A completed task that holds <see cref="Value"/>.</summary>
    public static Task<Unit> Task { get; } = System.Threading.Tasks.Task.FromResult(TheOne);

    /// <inheritdoc/>
    public int CompareTo(Unit other) => 0;

    int IComparable.CompareTo(object? obj) => 0;

    /// <inheritdoc/>
    public bool Equals(Unit other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Unit;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <inheritdoc/>
    public override string ToString() => "()";

    /// <summary>Always true: there is only one value.</summary>
    public static bool operator ==(Unit first, Unit second) => true;

    /// <summary>Always false: there is only one value.</summary>
    public static bool operator !=(Unit first, Unit second) => false;
}
