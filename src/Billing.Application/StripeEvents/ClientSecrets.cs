namespace Billing.Application.StripeEvents;

/// <summary>
/// Erases the client secrets that Stripe's objects carry: with one of them a browser can confirm a payment. Nothing here reads them
/// from events, so they are erased at the door, once the signature over the body as it came has been checked.
/// </summary>
internal static class ClientSecrets
{
    /// <summary>Overwrites the value of every <c>client_secret</c> in place; a null stays null.</summary>
    public static void Erase(Span<byte> json)
    {
        ReadOnlySpan<byte> name = "\"client_secret\""u8;
        while (true)
        {
            int found = json.IndexOf(name);
            if (found < 0)
            {
                return;
            }

            json = json[(found + name.Length)..];
            int value = json.IndexOfAnyExcept(" \t\r\n:"u8);
            if (value >= 0 && json[value] == (byte)'"')
            {
                json = EraseText(json[(value + 1)..]);
            }
        }
    }

    /// <summary>Overwrites what is left of a text up to its quotation mark; returns what follows.</summary>
    private static Span<byte> EraseText(Span<byte> text)
    {
        int i = 0;
        while (i < text.Length && text[i] != (byte)'"')
        {
            bool isEscape = text[i] == (byte)'\\' && i + 1 < text.Length;
            text.Slice(i, isEscape ? 2 : 1).Fill((byte)'*');
            i += isEscape ? 2 : 1;
        }

        return text[i..];
    }
}
