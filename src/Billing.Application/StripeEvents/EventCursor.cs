using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Billing.Application.StripeEvents;

/// <summary>A place in the list of events: behind the event it names. Opaque to callers.</summary>
/// <param name="ReceivedAt">When the event was received (UTC).</param>
/// <param name="Id">Stripe's id of the event.</param>
internal readonly record struct EventCursor(DateTime ReceivedAt, string Id)
{
    private const int TicksLength = 8;
    private const int MaxIdLength = 255;

    /// <summary>Reads a cursor; false for anything that <see cref="ToString"/> did not write.</summary>
    public static bool TryParse(string text, out EventCursor cursor)
    {
        cursor = default;
        if (!Base64Url.IsValid(text, out int length) || length is <= TicksLength or > TicksLength + MaxIdLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[length];
        Base64Url.DecodeFromChars(text, bytes);
        long ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        cursor = new EventCursor(new DateTime(ticks, DateTimeKind.Utc), Encoding.UTF8.GetString(bytes[TicksLength..]));
        return true;
    }

    /// <inheritdoc />
    public override string ToString()
    {
        byte[] id = Encoding.UTF8.GetBytes(Id);
        byte[] bytes = new byte[TicksLength + id.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ReceivedAt.Ticks);
        id.CopyTo(bytes, TicksLength);
        return Base64Url.EncodeToString(bytes);
    }
}
