using System.Buffers.Binary;
using System.Buffers.Text;

namespace Billing.Application.Payments;

/// <summary>A place in a user's history: behind the payment it names. Opaque to callers.</summary>
/// <param name="CreatedAt">When the payment was created (UTC).</param>
/// <param name="Id">Our id of the payment.</param>
public readonly record struct PaymentCursor(DateTime CreatedAt, Guid Id)
{
    private const int TicksLength = 8;
    private const int Length = TicksLength + 16;

    /// <summary>Reads a cursor; false for anything that <see cref="ToString"/> did not write.</summary>
    public static bool TryParse(string text, out PaymentCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[Length];
        cursor = default;
        if (!Base64Url.IsValid(text, out int length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _))
        {
            return false;
        }

        long ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        cursor = new PaymentCursor(new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes[TicksLength..], bigEndian: true));
        return true;
    }

    /// <inheritdoc />
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.Ticks);
        Id.TryWriteBytes(bytes[TicksLength..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
