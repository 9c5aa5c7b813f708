namespace Microsoft.SqlServer.Server;

/// <summary>A user-defined type that writes and reads its own bytes (<see cref="Format.UserDefined"/>).</summary>
public interface IBinarySerialize
{
    /// <summary>Fills the value from bytes that <see cref="Write"/> wrote.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value as bytes.</summary>
    void Write(BinaryWriter w);
}

/// <summary>How a user-defined type becomes bytes.</summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Field by field, by SQL Server.</summary>
    Native = 1,

    /// <summary>By the type's own <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}

/// <summary>Marks a CLR type as a SQL Server user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type becomes bytes.</summary>
    public Format Format { get; } = format;

    /// <summary>The largest size of a value in bytes, 1 to 8000, or -1 for up to 2 GB.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether all values have the same size in bytes.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether comparing the bytes of two values compares the values.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that checks a value after conversion, if any.</summary>
    public string ValidationMethodName { get; set; }

    /// <summary>The name in SQL.</summary>
    public string Name { get; set; }
}

/// <summary>A type was used as a user-defined type and is not one.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception that says why <paramref name="udtType"/> is refused.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"'{udtType.FullName}' is an invalid user defined type, reason: {resourceReason}.");
}
